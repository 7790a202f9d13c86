import { expect } from 'vitest';
import { gather, expectStill } from '../../../check/await.ts';
import { settle } from '../../../check/settle.ts';
import { sendVolley } from '../../../traffic/volley.ts';
import { check } from '../blog.ts';
import { expectPages } from '../pages.ts';
import { readPosts, writePosts } from '../readers.ts';
import { pageTitle } from './functional.ts';

const facts = {
  part: 'sync',
  theme: 'one request a worker',
  tier: 'core',
  needs: [pageTitle],
} as const;

/** That the sync half is synchronous: one request a worker, one call a request. */
export function oneRequestAWorker(): void {
  check(
    'one worker makes one call at a time',
    {
      ...facts,
      points: 2,
      proves: 'Each call waits for the one before it: every round holds a single call.',
      hint: 'More than one call in flight usually means that the server goes on with something else while a call is under way.',
    },
    async ({ syncServer, authors, random, sized }) => {
      const posts = await writePosts(syncServer, sized(6), random);

      const volley = authors.hold(() => readPosts(syncServer, posts));

      await expect(volley).toTakeRounds(3 * posts.length, 1);
    },
  );

  check(
    '/healthz waits behind a held page',
    {
      ...facts,
      points: 2,
      proves: 'A worker that waits for its call does nothing else.',
      hint: 'An early answer usually means that another thread, or the event loop, serves requests beside the worker.',
    },
    async ({ syncServer, authors, random }) => {
      const posts = await writePosts(syncServer, 1, random);
      authors.gate.close();
      using page = readPosts(syncServer, posts);
      await gather(syncServer.watch, authors.gate, 1);

      using health = sendVolley(syncServer, [{ path: '/healthz' }]);

      await expectStill(syncServer.watch, () =>
        health.done() ? 'expected /healthz to wait for the held page, got its answer' : undefined,
      );
      authors.gate.open();
      expectPages(await settle(page), posts);
      await settle(health);
    },
  );

  check(
    'four workers make exactly four calls at a time',
    {
      ...facts,
      points: 2,
      environment: { WORKERS: '4' },
      proves: 'With WORKERS=4 every round holds four calls, never three or five.',
      hint: 'Another number usually means that WORKERS is not what decides how many requests are handled at once.',
    },
    async ({ syncServer, authors, random, sized }) => {
      const posts = await writePosts(syncServer, sized(12), random);

      // Workers that take turns would else read just what they wrote, and need not share it.
      const volley = authors.hold(() => readPosts(syncServer, posts.toReversed()));

      await expect(volley).toTakeRounds((3 * posts.length) / 4, 4);
    },
  );
}
