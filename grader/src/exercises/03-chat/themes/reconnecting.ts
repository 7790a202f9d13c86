import { expectSoon } from '../../../check/await.ts';
import { CheckFailure } from '../../../check/errors.ts';
import { show } from '../../../check/expect-json.ts';
import { settle } from '../../../check/settle.ts';
import type { HttpGate } from '../../../gate/http-gate.ts';
import type { Server } from '../../../server/server.ts';
import { sendVolley } from '../../../traffic/volley.ts';
import { check, type Connect, type Guest } from '../chat.ts';
import { welcomed, type Member } from '../member.ts';
import { fieldOf, itemsOf } from '../messages.ts';
import { enterAll } from '../rooms.ts';
import { sayTitle } from './members.ts';

const returns = 12;
const senderCount = 8;

/** That whoever comes back goes on where he stopped. */
export function reconnecting(): void {
  check(
    'who reconnects misses nothing and hears nothing twice',
    {
      part: 'async',
      theme: 'reconnecting',
      tier: 'stretch',
      points: 8,
      needs: [sayTitle],
      proves: 'The welcome has what was said after `after`, and from there on every message comes.',
      hint: 'A missing message usually means that something is said between the reading of the history and the entering of the room. A message that comes twice usually means that `after` is not looked at.',
    },
    async ({ asyncServer: server, moderation: { gate }, connect, random }) => {
      const senders = await enterAll(server, connect, { count: senderCount, room: 'lobby' });
      let said = 0;
      let seen = 0;
      for (let time = 1; time <= returns; time += 1) {
        gate.close();
        for (const sender of senders) sender.say(random.word('words-'), `${time}`);
        said += senders.length;
        const held = () => gate.inFlight >= senders.length;
        await expectSoon(server.watch, { met: held }, 'a moderation call for each message');

        // A name may still be taken for a moment after its connection was cut.
        const guest = { room: 'lobby', name: `rita-${time}`, after: seen };
        const rita =
          time % 2 === 0
            ? await enterOverTime(server, { connect, gate, guest })
            : await enterInOneGo(server, { connect, gate, guest });
        await welcomed([rita]);
        const wanted = said - seen;
        const got = () => idsOf(rita);
        const goal = { met: () => got().length >= wanted, exactly: true };
        await expectSoon(server.watch, goal, () => `${wanted} messages, got ${got().length}`);

        const expected = Array.from({ length: wanted }, (_, index) => seen + 1 + index);
        if (got().join() !== expected.join()) {
          throw new CheckFailure(
            `expected the messages ${show(expected)} after message ${seen}, got ${show(got())}`,
          );
        }
        // Sometimes she has missed some when she comes back, and sometimes none.
        seen = said - random.integer(0, Math.min(said, senderCount));
        rita[Symbol.dispose]();
      }
    },
  );
}

interface Arrival {
  readonly connect: Connect;
  readonly gate: HttpGate;
  readonly guest: Guest;
}

/** Lets one message after the other be stored while somebody enters: the last when he has. */
async function enterOverTime(server: Server, { connect, gate, guest }: Arrival): Promise<Member> {
  const member = connect(server, guest);
  while (gate.inFlight > 1) {
    gate.release(1);
    await gate.activity.next(1);
  }
  await releaseLast(gate, member);
  return member;
}

/**
 * Lets somebody ask to enter between messages that end with him, so that a server finds all of it in
 * one turn of its loop: what it puts off by a turn comes after the messages.
 */
async function enterInOneGo(server: Server, { connect, gate, guest }: Arrival): Promise<Member> {
  let knock: (() => void) | undefined;
  const onConnected = (go: () => void) => {
    knock = go;
  };
  const member = connect(server, { ...guest, onConnected });
  await expectSoon(server.watch, { met: () => knock !== undefined }, 'a connection');
  // Connections are accepted in the order in which they came, so his is by now.
  using later = sendVolley(server, [{ path: '/healthz' }]);
  await settle(later);

  gate.release(senderCount / 2);
  knock?.();
  gate.release(gate.inFlight - 1);
  await releaseLast(gate, member);
  return member;
}

async function releaseLast(gate: HttpGate, member: Member): Promise<void> {
  if (member.all('welcome').length === 0) await gate.activity.next(50);
  gate.release();
}

/** What a member has heard, first in his welcome and then one by one. */
function idsOf(member: Member): unknown[] {
  const messages = itemsOf(member.all('welcome')[0], 'messages', 'the welcome');
  return [...messages, ...member.all('message')].map((message) => fieldOf(message, 'id'));
}
