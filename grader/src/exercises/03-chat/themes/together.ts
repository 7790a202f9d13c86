import { expectSoon, gather } from '../../../check/await.ts';
import { CheckFailure } from '../../../check/errors.ts';
import { illustrate } from '../../../check/illustrate.ts';
import { inEveryOrder } from '../../../check/permute.ts';
import { markOf, timelineSince } from '../../../check/timeline.ts';
import type { HttpGate } from '../../../gate/http-gate.ts';
import { until } from '../../../quiet/until.ts';
import type { Server } from '../../../server/server.ts';
import { check, moderates, moderating } from '../chat.ts';
import { expectFrame, welcomed, type Member } from '../member.ts';
import { expectHistory, expectInOrder, postTogether } from '../messages.ts';
import { enterAll, expectMessages } from '../rooms.ts';
import { sayTitle } from './members.ts';

const facts = { part: 'async', tier: 'core', needs: [sayTitle] } as const;

/** That members do not wait for each other, and yet see the same. */
export function together(): void {
  check(
    'a message reaches all two hundred members',
    {
      ...facts,
      theme: 'broadcast',
      points: 8,
      proves: 'Whoever is in the room gets the message, each once.',
      hint: 'A missing message usually means that something on the way to the members has a limit, or stops at the first that fails.',
    },
    async ({ asyncServer: server, connect, random, sized }) => {
      const everybody = await enterAll(server, connect, { count: sized(200), room: 'lobby' });
      const [sender] = everybody;
      const text = random.word('words-');

      sender?.say(text, 'only');

      await expectMessages(server, everybody, 1);
      for (const member of everybody) expectInOrder(member, 1);
    },
  );

  check(
    'twenty messages are moderated at once',
    {
      ...facts,
      theme: 'overlap',
      points: 12,
      partial: { 2: 3, 5: 6, 10: 9 },
      proves: 'No sender waits for another: twenty moderation calls are in flight together.',
      hint: 'Too few usually means that a message waits until the one before it was moderated: a lock or a queue for all, or a call that blocks the event loop.',
    },
    async ({ asyncServer: server, moderation: { gate }, connect, random, record }) => {
      const senders = await enterAll(server, connect, { count: 20, room: 'lobby' });
      const mark = markOf(gate);
      gate.close();

      for (const sender of senders) sender.say(random.word(`${sender.name}-`), 'only');

      // Each sender counts once: others could be made up.
      const isHeard = ({ name }: Member) => gate.held.some(moderates({ from: name }));
      const heard = () => senders.filter(isHeard).length;
      const goal = { met: () => heard() === senders.length };
      try {
        const calls = `${senders.length} calls in flight together`;
        await expectSoon(server.watch, goal, () => `${calls}, got ${heard()}`);
        gate.release();
      } catch (error) {
        if (error instanceof CheckFailure) {
          record.degree = heard();
          await illustrate(server.watch, gate);
        }
        throw error;
      } finally {
        const expected = `${senders.length} in flight at once`;
        (record.timelines ??= []).push(timelineSince(gate, mark, expected));
        gate.open();
      }
      for (const sender of senders) await expectFrame(sender, { type: 'ack', ref: 'only' });
    },
  );

  check(
    'members see one order, whichever moderation ends first',
    {
      ...facts,
      theme: 'order',
      points: 6,
      proves: 'Ids are given when messages are stored; a refused one leaves no gap.',
      hint: 'A gap or a wrong order usually means that an id is taken before the moderation has answered, or that a message is told before it is stored.',
    },
    async ({ asyncServer: server, moderation: { gate }, connect, random }) => {
      await inEveryOrder({ random, size: 6, runs: 4 }, async (order) => {
        const room = random.word('room-');
        const listener = connect(server, { room, name: 'listener' });
        const senders = await enterAll(server, connect, { count: 6, room });
        await welcomed([listener]);
        const refused = random.integer(0, senders.length - 1);
        gate.answer = moderating(({ from, text }) => ({
          allowed: from !== senders[refused]?.name,
          text,
        }));
        gate.close();
        for (const sender of senders) sender.say(random.word(`${sender.name}-`), 'only');

        const isOver = () => senders.every((sender) => answersTo(sender) === 1);
        await releaseInWaves(server, gate, order, isOver);

        const everybody = [listener, ...senders];
        await expectMessages(server, everybody, senders.length - 1);
        const texts = expectInOrder(listener, senders.length - 1);
        for (const member of everybody) expectSame(expectInOrder(member, texts.length), texts);
        await expectHistory(server, room, texts);
      });
    },
  );

  check(
    'one sender is heard in the order in which he spoke',
    {
      ...facts,
      theme: 'order',
      points: 4,
      proves: 'What somebody said first is stored first, whichever is moderated first or refused.',
      hint: 'Another order usually means that each message is stored as soon as its own moderation has answered. A message that is missing usually means that a refused one takes along those that were said after it.',
    },
    async ({ asyncServer: server, moderation: { gate }, connect, random }) => {
      await inEveryOrder({ random, size: 5, runs: 4 }, async (order) => {
        const room = random.word('room-');
        const listener = connect(server, { room, name: 'listener' });
        const sender = connect(server, { room, name: 'sender' });
        await welcomed([listener, sender]);
        const said = order.map((_, index) => random.word(`${index + 1}-`));
        // Never the last: what was said after it must come all the same.
        const refused = said[random.integer(0, said.length - 2)];
        gate.answer = moderating(({ text }) => ({ allowed: text !== refused, text }));
        gate.close();
        for (const text of said) sender.say(text, text);

        const isOver = () => answersTo(sender) === said.length;
        await releaseInWaves(server, gate, order, isOver);

        const allowed = said.filter((text) => text !== refused);
        await expectMessages(server, [listener], allowed.length);
        const heard = listener.all('message').map(({ text }) => String(text));
        // That it is refused at all is judged elsewhere.
        expectSame(
          heard.filter((text) => text !== refused),
          allowed,
        );
      });
    },
  );

  check(
    'a room whose moderation hangs delays no other',
    {
      ...facts,
      theme: 'independence',
      points: 4,
      proves: 'Everything else goes on while the messages of one room wait to be moderated.',
      hint: 'A message that does not come usually means that all rooms share a queue or a lock.',
    },
    async ({ asyncServer: server, moderation: { gate }, connect, random }) => {
      const stuck = await enterAll(server, connect, { count: 3, room: 'stuck' });
      const free = await enterAll(server, connect, { count: 3, room: 'free' });
      gate.close(moderates({ room: 'stuck' }));
      for (const sender of stuck) sender.say(random.word('words-'), 'only');
      await gather(server.watch, gate, stuck.length);

      for (const sender of free) {
        sender.say(random.word('words-'), 'only');
        await expectFrame(sender, { type: 'ack', ref: 'only' });
      }
      const path = { room: 'free', from: 'dan', text: random.word('words-') };
      using posted = postTogether(server, [path]);
      await expectMessages(server, free, free.length + 1);

      const early = stuck.flatMap((member) => member.all('message')).length;
      if (early > 0) throw new CheckFailure('expected held messages to wait, got one of them');
      gate.open();
      await expectMessages(server, stuck, stuck.length);
      await expectSoon(server.watch, { met: posted.done }, 'the message over HTTP to be answered');
    },
  );
}

/** Lets what is held go in this order, again and again until everything is answered or nothing moves. */
async function releaseInWaves(
  { watch }: Server,
  gate: HttpGate,
  order: readonly number[],
  isOver: () => boolean,
): Promise<void> {
  const goal = { met: () => gate.inFlight > 0 || isOver(), exactly: true };
  while ((await until(watch, goal)) === 'met' && gate.inFlight > 0) {
    const { held } = gate;
    for (const index of order) gate.release(held.slice(index, index + 1));
  }
}

function answersTo(member: Member): number {
  return member.all('ack').length + member.all('rejected').length;
}

function expectSame(actual: readonly string[], wanted: readonly string[]): void {
  if (actual.join(' ') === wanted.join(' ')) return;
  throw new CheckFailure(`expected the order ${wanted.join(', ')}, got ${actual.join(', ')}`);
}
