import { expectSoon } from '../../check/await.ts';
import { ratioOf } from '../../check/ratio.ts';
import { settle } from '../../check/settle.ts';
import { answerAfter } from '../../gate/pace.ts';
import type { Server } from '../../server/server.ts';
import type { Random } from '../../check/random.ts';
import { check, type Moderation } from './chat.ts';
import type { Member } from './member.ts';
import { post, postTogether } from './messages.ts';
import { enterAll } from './rooms.ts';
import { twelveSenders } from './senders.ts';
import { poll } from './themes/polling.ts';

const delayMs = 20;
const pairs = 5;
const readers = 20;

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
      proves: 'The same messages take each half its time, and each way of reading.',
      hint: '',
    },
    async ({ session, moderation, connect, random, record }) => {
      const [sync, async] = await Promise.all([session.start('sync'), session.start('async')]);
      const saying = (server: Server) => () => timeOfSenders(server, moderation, random);
      const members = await enterAll(async, connect, { count: readers, room: 'pushed' });

      record.measurements = [
        {
          name: 'clockOfTwelveSenders',
          label: `by the clock, a moderation of ${delayMs} ms: sync ÷ async`,
          ...(await ratioOf(pairs, random, [saying(sync), saying(async)])),
        },
        {
          name: 'clockOfDelivery',
          label: `by the clock, a message to ${readers} readers: polled ÷ pushed`,
          ...(await ratioOf(pairs, random, [
            () => timePolled(async, random),
            () => timePushed(async, members, random),
          ])),
        },
      ];
    },
  );
}

/** Milliseconds until each of twelve senders has his answer. */
async function timeOfSenders(server: Server, { gate }: Moderation, random: Random) {
  using _ = answerAfter(gate, delayMs);
  const begun = performance.now();
  using posted = postTogether(server, twelveSenders(random));
  await settle(posted);
  return performance.now() - begun;
}

/** Milliseconds until everybody who asks for the next message has it, of whom nobody asked before. */
async function timePolled(server: Server, random: Random): Promise<number> {
  const room = random.word('polled-');
  const begun = performance.now();
  using polls = poll(server, readers, 'wait=60000', room);
  await post(server, { room, from: 'ann', text: 'hello' });
  await settle(polls);
  return performance.now() - begun;
}

/** Milliseconds until every member has a message. */
async function timePushed(server: Server, members: readonly Member[], random: Random) {
  const text = random.word('words-');
  const begun = performance.now();
  await post(server, { room: 'pushed', from: 'ann', text });
  const hasIt = (member: Member) =>
    member.all('message').some((message) => message['text'] === text);
  await expectSoon(server.watch, { met: () => members.every(hasIt) }, 'everybody to have it');
  return performance.now() - begun;
}
