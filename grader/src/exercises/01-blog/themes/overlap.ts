import { expect } from 'vitest';
import { gather } from '../../../check/await.ts';
import { CheckFailure } from '../../../check/errors.ts';
import { expectJson, parseJson } from '../../../check/expect-json.ts';
import { inEveryOrder } from '../../../check/permute.ts';
import { answers, settle } from '../../../check/settle.ts';
import { sendVolley } from '../../../traffic/volley.ts';
import { check, isAuthorLookup } from '../blog.ts';
import { expectPages, expectStatus } from '../pages.ts';
import { readPosts, writePosts } from '../readers.ts';
import { pageTitle } from './functional.ts';

const facts = { part: 'async', theme: 'overlap', tier: 'core', needs: [pageTitle] } as const;

/** That readers of the async half do not wait for each other. */
export function overlap(): void {
  check(
    'fifty readers are served at once',
    {
      ...facts,
      points: 16,
      partial: { 2: 4, 10: 8, 25: 12 },
      proves: 'No reader waits for another: all fifty author lookups are in flight together.',
      hint: 'Too few usually means that something lets only so many pages through at a time: a lock, a limit, or a call that blocks the event loop.',
    },
    async ({ asyncServer, authors, random }) => {
      const readers = random.integer(50, 60);
      const posts = await writePosts(asyncServer, readers, random);

      const volley = authors.hold(() => readPosts(asyncServer, posts), isAuthorLookup);

      await expect(volley).toOverlap(readers);
    },
  );

  check(
    "one page's three lookups are made together",
    {
      ...facts,
      points: 9,
      proves: 'The calls of one reader that do not need each other do not wait for each other.',
      hint: 'Fewer than three usually means that each call is awaited before the next one is made.',
    },
    async ({ asyncServer, authors, random }) => {
      const posts = await writePosts(asyncServer, 1, random);

      const volley = authors.hold(() => readPosts(asyncServer, posts));

      await expect(volley).toOverlap(3);
    },
  );

  check(
    'other requests are answered while fifty pages wait',
    {
      ...facts,
      points: 7,
      proves: '/healthz and the list do not wait for pages that wait for the author service.',
      hint: 'No answer usually means that a waiting page keeps the event loop, or a lock, to itself.',
    },
    async ({ asyncServer, authors, random }) => {
      const posts = await writePosts(asyncServer, 50, random);
      authors.gate.close(isAuthorLookup);
      using pages = readPosts(asyncServer, posts);
      await gather(asyncServer.watch, authors.gate, pages.asks.length);

      using others = sendVolley(asyncServer, [{ path: '/healthz' }, { path: '/posts?limit=1' }]);
      await answers(others, 2);
      if (pages.replies.length > 0) {
        throw new CheckFailure(`expected ${pages.asks.length} pages to wait, got an answer`);
      }

      expectStatus(others.replies, 200);
      const list = others.replies.find(({ ask }) => ask.path !== '/healthz')?.text ?? '';
      expectJson(parseJson(list, 'the list'), { total: posts.length }, 'the list');
    },
  );

  check(
    'every reader gets his own page in whatever order lookups end',
    {
      ...facts,
      points: 4,
      proves: 'Nothing that belongs to one reader is shared with another across an await.',
      hint: "Another reader's page usually means that something is kept outside of the handler while a call is under way.",
    },
    async ({ asyncServer, authors, random }) => {
      const posts = await writePosts(asyncServer, 8, random);

      await inEveryOrder({ random, size: posts.length, runs: 4 }, async (order) => {
        authors.gate.close(isAuthorLookup);
        using pages = readPosts(asyncServer, posts);
        await gather(asyncServer.watch, authors.gate, posts.length);

        const held = authors.gate.held;
        for (const index of order) authors.gate.release(held.slice(index, index + 1));
        authors.gate.open();

        expectPages(await settle(pages), posts);
      });
    },
  );
}
