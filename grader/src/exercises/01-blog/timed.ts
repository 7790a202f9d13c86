import { ratioOf } from '../../check/ratio.ts';
import { settle } from '../../check/settle.ts';
import { answerAfter } from '../../gate/pace.ts';
import type { Server } from '../../server/server.ts';
import { check } from './blog.ts';
import { expectPages } from './pages.ts';
import { readPosts, writePosts, type Post } from './readers.ts';

const delayMs = 5;
const pairs = 5;
const pairsOfOne = 15;

/** Measures both halves by the clock; it runs alone, so it is declared last. */
export function timed(): void {
  check(
    'both halves, by the clock',
    {
      part: 'comparison',
      theme: 'measured',
      tier: 'prerequisite',
      points: 0,
      measuresOnly: true,
      alone: true,
      proves: 'The same volley takes each half its time.',
      hint: '',
    },
    async ({ session, authors, random, record }) => {
      const [sync, async] = await Promise.all([session.start('sync'), session.start('async')]);
      const posts = await writePosts(sync, 6, random);
      const asyncPosts = await writePosts(async, 6, random);
      // The first volley of a server loads and compiles what the others find there.
      await Promise.all([timeOf(sync, posts), timeOf(async, asyncPosts)]);

      const ratio = async (readers: number, delay: number, times: number) => {
        using _ = answerAfter(authors.gate, delay);
        return await ratioOf(times, random, [
          () => timeOf(sync, posts.slice(0, readers)),
          () => timeOf(async, asyncPosts.slice(0, readers)),
        ]);
      };

      record.measurements = [
        {
          name: 'clockOfSixReaders',
          label: `by the clock, calls of ${delayMs} ms: sync ÷ async`,
          ...(await ratio(6, delayMs, pairs)),
        },
        {
          name: 'fasterAtOneClientNoDelay',
          label: 'one reader, no delay: sync ÷ async (above 1: async wins)',
          ...(await ratio(1, 0, pairsOfOne)),
        },
      ];
    },
  );
}

async function timeOf(server: Server, posts: readonly Post[]): Promise<number> {
  const begun = performance.now();
  using pages = readPosts(server, posts);
  expectPages(await settle(pages), posts);
  return performance.now() - begun;
}
