import { inject } from 'vitest';
import { driveByQuiet } from '../../check/drive.ts';
import { CheckFailure, Inconclusive } from '../../check/errors.ts';
import { until } from '../../quiet/until.ts';
import { rounds } from '../../check/measured-rounds.ts';
import type { Server } from '../../server/server.ts';
import { postMails, postTogether, writeMails } from './posting.ts';
import { check, type Mails } from './tasks.ts';
import type { Random } from '../../check/random.ts';

const mailCount = 12;

check(
  'both halves, counted in rounds',
  {
    part: 'comparison',
    theme: 'measured',
    tier: 'prerequisite',
    points: 0,
    measuresOnly: true,
    hint: '',
    proves: 'The same mails take each half a number of rounds.',
  },
  async ({ session, mails, random, record }) => {
    // Where quiet is guessed, so would the rounds be, and each would take seconds on a busy machine.
    if (!inject('grading').trustProc) return;
    const one = await session.start('sync');
    const syncRounds = await syncRoundsOf(one, mails, random);
    await session.stop(one);
    const four = await session.start('sync', { WORKERS: '4' });
    const fourRounds = await syncRoundsOf(four, mails, random);
    await session.stop(four);
    const async = await session.start('async');
    const { asyncRounds, roundsUntilAnswers } = await asyncRoundsOf(async, mails, random);

    record.measurements = [
      rounds('roundsOfTwelveMailsSync', 'twelve mails, sync', syncRounds),
      rounds('roundsOfTwelveMailsFourWorkersSync', 'twelve mails, sync, 4 workers', fourRounds),
      rounds('roundsOfTwelveMailsAsync', 'twelve mails, async, CONCURRENCY=4', asyncRounds),
      rounds('roundsUntilTwelveAnswersAsync', 'twelve answers, async', roundsUntilAnswers),
      {
        name: 'speedupOfTwelveMails',
        label: 'speedup: rounds of sync ÷ rounds of async',
        value: syncRounds / asyncRounds,
        unit: '×',
      },
    ];
  },
);

/** Rounds until every client has his answer, each opened when nothing moves any more. */
async function syncRoundsOf(server: Server, mails: Mails, random: Random): Promise<number> {
  const wanted = writeMails(mailCount, random);
  const { timeline, fault } = await driveByQuiet(mails.hold(() => postTogether(server, wanted)));
  if (fault !== undefined) throw new CheckFailure(fault);
  return timeline.span;
}

/** Rounds until every mail is accepted, and how many of them were over when all clients had their answer. */
async function asyncRoundsOf(server: Server, { gate }: Mails, random: Random) {
  const before = gate.rounds.length;
  const mailsBefore = gate.calls.length;
  gate.close();
  await postMails(server, mailCount, random);
  const roundsUntilAnswers = gate.rounds.length - before;
  while (gate.calls.length - mailsBefore < mailCount || gate.inFlight > 0) {
    const outcome = await until(server.watch, { met: () => gate.inFlight > 0, exactly: true });
    if (outcome !== 'met') throw new Inconclusive('the mails came to no end');
    gate.release();
  }
  return { asyncRounds: gate.rounds.length - before, roundsUntilAnswers };
}
