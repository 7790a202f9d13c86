import { inject } from 'vitest';
import { driveByQuiet } from '../../check/drive.ts';
import { CheckFailure } from '../../check/errors.ts';
import { rounds } from '../../check/measured-rounds.ts';
import type { Random } from '../../check/random.ts';
import { settle } from '../../check/settle.ts';
import type { Server } from '../../server/server.ts';
import { check, type Connect, type Moderation } from './chat.ts';
import { post, postTogether } from './messages.ts';
import { enterAll, expectMessages } from './rooms.ts';
import { twelveSenders } from './senders.ts';
import { expectWaiting, poll } from './themes/polling.ts';

const readers = 4;
const messages = 5;

check(
  'both halves, counted in rounds',
  {
    part: 'comparison',
    theme: 'measured',
    tier: 'prerequisite',
    points: 0,
    measuresOnly: true,
    hint: '',
    proves: 'The same messages take each half a number of rounds, and readers some requests.',
  },
  async ({ session, moderation, connect, random, record }) => {
    // Where quiet is guessed, so would the rounds be, and each would take seconds on a busy machine.
    if (!inject('grading').trustProc) return;
    const one = await session.start('sync');
    const syncRounds = await roundsOf(one, moderation, random);
    await session.stop(one);
    const four = await session.start('sync', { WORKERS: '4' });
    const fourRounds = await roundsOf(four, moderation, random);
    await session.stop(four);
    const async = await session.start('async');
    const asyncRounds = await roundsOf(async, moderation, random);

    record.measurements = [
      rounds('roundsOfTwelveSendersSync', 'twelve senders, sync', syncRounds),
      rounds('roundsOfTwelveSendersFourWorkersSync', 'twelve senders, sync, 4 workers', fourRounds),
      rounds('roundsOfTwelveSendersAsync', 'twelve senders, async', asyncRounds),
      {
        name: 'speedupOfTwelveSenders',
        label: 'speedup: rounds of sync ÷ rounds of async',
        value: syncRounds / asyncRounds,
        unit: '×',
      },
      {
        name: 'requestsPerMessagePolled',
        label: `requests for each message that one of ${readers} readers gets, polled`,
        value: await requestsPolled(async, random),
        unit: '',
      },
      {
        name: 'requestsPerMessagePushed',
        label: `requests for each message that one of ${readers} readers gets, pushed`,
        value: await requestsPushed(async, connect, random),
        unit: '',
      },
    ];
  },
);

/** Rounds until every sender has his answer, each opened when nothing moves any more. */
async function roundsOf(server: Server, moderation: Moderation, random: Random): Promise<number> {
  const said = twelveSenders(random);
  const { timeline, fault } = await driveByQuiet(moderation.hold(() => postTogether(server, said)));
  if (fault !== undefined) throw new CheckFailure(fault);
  return timeline.span;
}

/** Readers who ask again as soon as they have their answer. */
async function requestsPolled(server: Server, random: Random): Promise<number> {
  let [requests, delivered, after] = [0, 0, 0];
  for (let count = 0; count < messages; count += 1) {
    using polls = poll(server, readers, `wait=60000&after=${after}`, 'polled');
    requests += polls.asks.length;
    await expectWaiting(server, polls);
    await post(server, { room: 'polled', from: 'ann', text: random.word('words-') });
    after += 1;
    delivered += (await settle(polls)).filter(({ status }) => status === 200).length;
  }
  return requests / delivered;
}

/** Readers who connect once. */
async function requestsPushed(server: Server, connect: Connect, random: Random): Promise<number> {
  const members = await enterAll(server, connect, { count: readers, room: 'pushed' });
  for (let count = 1; count <= messages; count += 1) {
    await post(server, { room: 'pushed', from: 'ann', text: random.word('words-') });
    await expectMessages(server, members, count);
  }
  return members.length / members.flatMap((member) => member.all('message')).length;
}
