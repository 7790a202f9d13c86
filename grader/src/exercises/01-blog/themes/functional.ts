import { ask } from '../../../check/ask.ts';
import { CheckFailure } from '../../../check/errors.ts';
import { expectJson } from '../../../check/expect-json.ts';
import { check } from '../blog.ts';
import { expectedPage } from '../pages.ts';
import { writePost } from '../readers.ts';

interface Points {
  readonly page: number;
  readonly comment: number;
  readonly spam: number;
}

/** The check without which no reading can be seen. */
export const pageTitle = 'a post page names its author';
/** The check without which no commenting can be seen. */
export const commentTitle = 'a comment gets the next number';

/** What each half must do for a single client. */
export function functional(part: 'sync' | 'async', points: Points): void {
  const facts = { part, theme: 'functional', tier: 'core' } as const;

  check(
    pageTitle,
    {
      ...facts,
      points: points.page,
      proves: 'A post page carries the post, its author, his followers and what is related.',
      hint: 'A missing part usually means that its call was not made, or was made with another id. Look at the contract of GET /posts/:slug.',
    },
    async ({ server, random }) => {
      // An id can be any name, and must still be one part of a path.
      const unusual = `Ada ${random.word('')}? 50% &é`;
      const posts = [await writePost(server, random), await writePost(server, random, unusual)];

      for (const post of posts) {
        const reply = await ask(server).get(`/posts/${post.slug}`).expect(200);
        expectJson(reply.body, expectedPage(post), 'page');
      }
      await ask(server).get('/posts/nobody-wrote-this').expect(404);
    },
  );

  check(
    commentTitle,
    {
      ...facts,
      points: points.comment,
      proves: 'Comments are numbered 1, 2, 3 for each post and listed in that order.',
      hint: 'A wrong number usually means that it is counted over all posts, or not stored with the comment.',
    },
    async ({ server, random }) => {
      const [first, second] = [await writePost(server, random), await writePost(server, random)];
      const sent = [first, second, first, first].map(({ slug }, index) => ({
        path: `/posts/${slug}/comments`,
        comment: { author: `reader-${index}`, text: random.word('words') },
        number: [1, 1, 2, 3][index],
      }));

      for (const { path, comment, number } of sent) {
        const reply = await ask(server).post(path).send(comment).expect(201);
        expectJson(reply.body, { ...comment, number }, 'comment');
      }
      const listed = await ask(server).get(`/posts/${first.slug}/comments`).expect(200);

      const ofFirst = [0, 2, 3].map((index) => sent[index]?.comment);
      const comments = ofFirst.map((comment, index) => ({ ...comment, number: index + 1 }));
      expectJson(listed.body, { comments }, 'the comments');
    },
  );

  check(
    'spam is turned away and takes no number',
    {
      ...facts,
      points: points.spam,
      proves: 'The spam check is asked before a comment is stored.',
      hint: 'A spam comment that is stored usually means that the answer of the spam check is not looked at.',
      needs: [commentTitle],
    },
    async ({ server, authors, random }) => {
      const { slug } = await writePost(server, random);
      const path = `/posts/${slug}/comments`;
      const [good, spam] = ['plain words', 'buy spam now'].map((text) => ({ author: 'ada', text }));

      await ask(server).post(path).send(good).expect(201);
      await ask(server).post(path).send(spam).expect(422);
      const second = await ask(server).post(path).send(good).expect(201);
      await ask(server).post('/posts/nobody-wrote-this/comments').send(good).expect(404);

      expectJson(second.body, { number: 2 }, 'the comment after the spam');
      const asked = authors.gate.calls.filter((call) => call.path === '/spam-checks');
      if (asked.length !== 3) {
        throw new CheckFailure(
          `expected 3 spam checks (none for a missing post), got ${asked.length}`,
        );
      }
    },
  );
}
