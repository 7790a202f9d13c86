import { driveByQuiet } from '../../check/drive.ts';
import { ratioOf } from '../../check/ratio.ts';
import { settle } from '../../check/settle.ts';
import { answerAfter } from '../../gate/pace.ts';
import type { Server } from '../../server/server.ts';
import { check, type Authors } from './blog.ts';
import { expectPages } from './pages.ts';
import { readPosts, writePosts, type Post } from './readers.ts';

const delayMs = 15;
const pairs = 7;
const pairsOfOne = 15;

check(
  'both halves, side by side',
  {
    part: 'comparison',
    theme: 'measured',
    tier: 'prerequisite',
    points: 0,
    measuresOnly: true,
    proves: 'The same volley, counted in rounds and timed on both halves.',
    hint: '',
  },
  async ({ session, authors, random, record }) => {
    const one = await session.start('sync');
    const posts = await writePosts(one, 6, random);
    const async = await session.start('async');
    const asyncPosts = await writePosts(async, 6, random);

    const syncRounds = await roundsOf(one, authors, posts);
    const asyncRounds = await roundsOf(async, authors, asyncPosts);
    const timed = async (readers: number, delay: number, times: number) => {
      using _ = answerAfter(authors.gate, delay);
      return await ratioOf(times, random, [
        () => timeOf(one, posts.slice(0, readers)),
        () => timeOf(async, asyncPosts.slice(0, readers)),
      ]);
    };
    const ofSix = await timed(6, delayMs, pairs);
    const ofOne = await timed(1, 0, pairsOfOne);
    await session.stop(one);
    const four = await session.start('sync', { WORKERS: '4' });
    const twelve = [...posts, ...(await writePosts(four, 6, random))];
    const fourRounds = await roundsOf(four, authors, twelve);

    const rounds = (name: string, label: string, value: number) => ({
      name,
      label,
      value,
      unit: value === 1 ? 'round' : 'rounds',
    });
    record.measurements = [
      rounds('roundsOfSixReadersSync', 'six readers, sync', syncRounds),
      rounds('roundsOfTwelveReadersFourWorkersSync', 'twelve readers, sync, 4 workers', fourRounds),
      rounds('roundsOfSixReadersAsync', 'six readers, async', asyncRounds),
      {
        name: 'speedupOfSixReaders',
        label: 'speedup: rounds of sync ÷ rounds of async',
        value: syncRounds / asyncRounds,
        unit: '×',
      },
      {
        name: 'clockOfSixReaders',
        label: `by the clock, calls of ${delayMs} ms: sync ÷ async`,
        ...ofSix,
      },
      {
        name: 'fasterAtOneClientNoDelay',
        label: 'one reader, no delay: sync ÷ async (above 1: async wins)',
        ...ofOne,
      },
    ];
  },
);

/** Rounds until the volley is answered, each opened when nothing moves any more. */
async function roundsOf(server: Server, authors: Authors, posts: readonly Post[]): Promise<number> {
  const { timeline } = await driveByQuiet(authors.hold(() => readPosts(server, posts)));
  return timeline.span;
}

async function timeOf(server: Server, posts: readonly Post[]): Promise<number> {
  const begun = performance.now();
  using pages = readPosts(server, posts);
  expectPages(await settle(pages), posts);
  return performance.now() - begun;
}
