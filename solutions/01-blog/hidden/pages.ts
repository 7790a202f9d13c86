import { expect } from 'vitest';
import { expectNever, gather } from '@overlap/grader/check/await.ts';
import { settle } from '@overlap/grader/check/settle.ts';
import { answer, authorOf, check } from '@overlap/grader/exercises/01-blog/blog.ts';
import { expectPages, expectStatus } from '@overlap/grader/exercises/01-blog/pages.ts';
import { readPosts, writePost, writePosts } from '@overlap/grader/exercises/01-blog/readers.ts';
import { pageTitle } from '@overlap/grader/exercises/01-blog/themes/functional.ts';

const facts = { tier: 'stretch', visibility: 'hidden', needs: [pageTitle] } as const;

/** Statuses of answers that look right, and are failures all the same. */
const statuses = [201, 203, 404];

/** That the status of a lookup counts, not what it brings. */
export function otherStatuses(part: 'sync' | 'async'): void {
  check(
    'a lookup with any status but 200 fails its page',
    {
      ...facts,
      part,
      theme: 'faults',
      points: 1,
      proves: 'A lookup that is answered with 201, 203 or 404 gives 502, whatever it brings.',
      hint: 'A 200 usually means that a whole range of statuses is taken for the one that counts.',
    },
    async ({ server, authors: { gate }, random }) => {
      const posts = await writePosts(server, statuses.length, random);
      gate.answer = (call) => {
        const index = posts.findIndex(({ authorId }) => call.path === `/authors/${authorId}`);
        const [status, post] = [statuses[index], posts[index]];
        if (status === undefined || post === undefined) return answer(call);
        return { status, json: authorOf(post.authorId) };
      };

      using pages = readPosts(server, posts);

      expectStatus(await settle(pages), 502);
    },
  );
}

/** That WORKERS is what decides, whatever it is. */
export function threeWorkers(): void {
  check(
    'three workers make exactly three calls at a time',
    {
      ...facts,
      part: 'sync',
      theme: 'one request a worker',
      points: 2,
      environment: { WORKERS: '3' },
      proves: 'With WORKERS=3 every round holds three calls, never two or four.',
      hint: 'Another number usually means that WORKERS is not what decides how many requests are handled at once.',
    },
    async ({ syncServer, authors, random, sized }) => {
      const posts = await writePosts(syncServer, sized(9), random);

      const volley = authors.hold(() => readPosts(syncServer, posts.toReversed()));

      await expect(volley).toTakeRounds(posts.length, 3);
    },
  );
}

/** That readers who want the same are still two. */
export function sameLookups(): void {
  check(
    'a reader gets his page when another one leaves the same post',
    {
      ...facts,
      part: 'async',
      theme: 'faults',
      points: 2,
      proves: 'Two readers of one post do not share lookups that one of them can cancel.',
      hint: 'A 502 for the reader who stays usually means that his lookups belong to the one who left.',
    },
    async ({ asyncServer, authors: { gate }, random }) => {
      const posts = [await writePost(asyncServer, random)];
      gate.close();
      using leaving = readPosts(asyncServer, posts);
      await gather(asyncServer.watch, gate, 3);
      using staying = readPosts(asyncServer, posts);
      await gather(asyncServer.watch, gate, 6);

      leaving.hangUp(0);
      await expectNever(asyncServer.watch, () =>
        staying.replies.length > 0
          ? 'expected the reader who stays to wait for his page'
          : undefined,
      );
      gate.open();

      expectPages(await settle(staying), posts);
    },
  );
}
