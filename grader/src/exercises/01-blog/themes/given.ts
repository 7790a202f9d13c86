import { decodeHTML } from 'entities';
import { ask } from '../../../check/ask.ts';
import { CheckFailure } from '../../../check/errors.ts';
import { expectJson } from '../../../check/expect-json.ts';
import { check } from '../blog.ts';
import { writePost, writePosts } from '../readers.ts';
import { badPosts } from './bad-posts.ts';

const hint = 'This came with the starter and worked: look at what changed since.';

/** What the starter gives and must not be broken. */
export function given(part: 'sync' | 'async'): void {
  const facts = { part, theme: 'given', tier: 'prerequisite', points: 0, hint } as const;

  check(
    'posts are still there after a restart',
    { ...facts, proves: 'What was answered with 201 is stored in DATA_DIR.' },
    async ({ server, session, random }) => {
      const post = await writePost(server, random);

      await session.stop(server);
      const again = await session.start(part);
      const list = await ask(again).get('/posts').expect(200);

      expectJson(list.body, { posts: [post], total: 1 }, 'the list after a restart');
    },
  );

  check(
    'posts are listed newest first',
    { ...facts, proves: 'What is posted is stored and listed, page by page.' },
    async ({ server, random }) => {
      const posts = await writePosts(server, 5, random);

      const newest = posts.toReversed().map(({ slug }) => ({ slug }));
      const all = await ask(server).get('/posts').expect(200);
      const some = await ask(server).get('/posts?limit=2&offset=1').expect(200);

      expectJson(all.body, { posts: newest, total: 5 }, 'the list');
      expectJson(some.body, { posts: newest.slice(1, 3), total: 5 }, 'the second page of the list');
    },
  );

  check(
    'input that breaks a rule is turned away',
    { ...facts, proves: 'Nothing is stored that the contract forbids.' },
    async ({ server, random }) => {
      const { title } = await writePost(server, random);

      for (const { sent, status } of badPosts(title)) {
        await ask(server).post('/posts').type('json').send(sent).expect(status);
      }
      for (const query of ['limit=0', 'limit=101', 'limit=few', 'offset=-1', 'limit=1.5']) {
        await ask(server).get(`/posts?${query}`).expect(422);
      }
      const list = await ask(server).get('/posts').expect(200);

      expectJson(list.body, { total: 1 }, 'the list');
    },
  );

  check(
    'text is escaped on the front page',
    { ...facts, proves: 'A title cannot bring markup into the page.' },
    async ({ server, random }) => {
      const title = `<b onclick="x()">Bold</b> & 'quoted' ${random.word('no')}`;
      const post = { title, body: 'A body.', authorId: 'ada' };
      await ask(server).post('/posts').send(post).expect(201);

      const { text } = await ask(server).get('/').expect(200).expect('content-type', /html/);

      if (text.includes('<b onclick')) {
        throw new CheckFailure('expected the title to be escaped on GET /, got it as markup');
      }
      if (!decodeHTML(text).includes(title)) {
        throw new CheckFailure('expected the title on GET /, got a page without it');
      }
    },
  );

  check(
    'unknown paths and methods are told apart',
    { ...facts, proves: '404 for what does not exist, 405 with Allow for what cannot be done.' },
    async ({ server }) => {
      await ask(server).get('/nowhere').expect(404);
      await ask(server).get('/posts/nobody-wrote-this/comments').expect(404);
      await ask(server).delete('/posts').expect(405).expect('allow', /GET/);
      await ask(server).delete('/posts').expect('allow', /POST/);
      await ask(server).post('/healthz').expect(405).expect('allow', /GET/);
    },
  );
}
