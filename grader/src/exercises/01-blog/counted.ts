import { inject } from 'vitest';
import { driveByQuiet } from '../../check/drive.ts';
import { CheckFailure } from '../../check/errors.ts';
import { rounds } from '../../check/measured-rounds.ts';
import type { Server } from '../../server/server.ts';
import { check, type Authors } from './blog.ts';
import { readPosts, writePosts, type Post } from './readers.ts';

const facts = {
  part: 'comparison',
  theme: 'measured',
  tier: 'prerequisite',
  points: 0,
  measuresOnly: true,
  hint: '',
} as const;

check(
  'both halves, counted in rounds',
  { ...facts, proves: 'The same volley takes each half a number of rounds.' },
  async ({ session, authors, random, record }) => {
    // Where quiet is guessed, so would the rounds be, and each would take seconds on a busy machine.
    if (!inject('grading').trustProc) return;
    const one = await session.start('sync');
    const posts = await writePosts(one, 6, random);
    const syncRounds = await roundsOf(one, authors, posts);
    const async = await session.start('async');
    const asyncRounds = await roundsOf(async, authors, await writePosts(async, 6, random));
    await session.stop(one);
    const four = await session.start('sync', { WORKERS: '4' });
    const twelve = [...posts, ...(await writePosts(four, 6, random))];
    const fourRounds = await roundsOf(four, authors, twelve);

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
    ];
  },
);

/** Rounds until every page is there, each opened when nothing moves any more. */
async function roundsOf(server: Server, authors: Authors, posts: readonly Post[]): Promise<number> {
  const { timeline, fault } = await driveByQuiet(authors.hold(() => readPosts(server, posts)));
  if (fault !== undefined) throw new CheckFailure(fault);
  return timeline.span;
}
