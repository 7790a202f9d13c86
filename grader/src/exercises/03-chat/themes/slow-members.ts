import { expectSoon } from '../../../check/await.ts';
import { CheckFailure, Inconclusive } from '../../../check/errors.ts';
import { until } from '../../../quiet/until.ts';
import { peakMemory } from '../../../quiet/usage.ts';
import type { Server } from '../../../server/server.ts';
import { check } from '../chat.ts';
import { endOf, welcomed, type Member } from '../member.ts';
import { sayTitle } from './members.ts';

const mebibyte = 1024 ** 2;
/** The longest text that a message may have: six bytes for each character in JSON, one in a store. */
const longText = '\u0001'.repeat(16_000);
const longBytes = 6 * 16_000;
/** So much is pushed before, in a closer look again and again until a runtime has the memory that it wants. */
const warmUpBytes = 32 * mebibyte;
const mostWarmUps = 6;
const steadyBytes = 8 * mebibyte;
/** What is pushed at somebody who does not read, and what of it may be kept for him. */
const pushedBytes = 96 * mebibyte;
const allowedBytes = 48 * mebibyte;
/** A runtime may at any time put off collecting some 64 MiB: what is kept must show beside that. */
const closer = { pushedBytes: 160 * mebibyte, allowedBytes: 80 * mebibyte, looks: 2 };
/** How many messages are under way at once: who reads has less than half of 1 MiB unread. */
const together = 5;

/** That a member who does not read costs nobody else anything. */
export function slowMembers(): void {
  check(
    'a member who stops reading costs little memory',
    {
      part: 'async',
      theme: 'slow members',
      tier: 'stretch',
      points: 6,
      needs: [sayTitle],
      proves:
        'Others get every message, and of 96 MiB that he does not read less than 48 MiB are kept.',
      hint: 'More memory usually means that what a member does not read is kept for him. A message that does not come usually means that somebody waits until he has read.',
    },
    async ({ asyncServer: server, session, moderation: { gate }, connect }) => {
      gate.answer = () => ({ json: { allowed: true, text: longText } });
      let guests = 0;
      const enterOf =
        (server: Server): Enter =>
        async (name) => {
          const guest = { room: 'lobby', name: `${name}-${(guests += 1)}`, after: 1e9 };
          const member = connect(server, guest);
          await welcomed([member]);
          return member;
        };
      if (await keepsLittle(server, enterOf(server))) return;
      await session.stop(server);
      const again = await session.start('async');
      await warmUp(again, enterOf(again));

      const raised = await raisedBySlowMembers(again, enterOf(again));

      if (raised < closer.allowedBytes) return;
      const shown = Math.round(raised / mebibyte);
      throw new CheckFailure(
        `expected less than ${closer.allowedBytes / mebibyte} MiB more than before, got ${shown} MiB`,
      );
    },
  );
}

/**
 * Whether it is plain that little is kept: what somebody does not get when he reads again is kept for
 * nobody, and the memory has risen by less than what was pushed.
 */
async function keepsLittle(server: Server, enter: Enter): Promise<boolean> {
  await push(enter, warmUpBytes);
  const slow = await enter('slow');
  slow.pause();
  const before = memoryOf(server);
  await push(enter, pushedBytes);
  const raised = memoryOf(server) - before;
  slow.resume();
  await until(server.watch, { met: () => true, exactly: true });
  const kept = slow.all('message').length * longBytes;
  return kept < allowedBytes && raised < pushedBytes;
}

/** Lets somebody into the room whom nobody has heard of, and welcomes him with no message. */
type Enter = (name: string) => Promise<Member>;

/** Pushes until that raises the memory no more, so that what raises it then is the member who does not read. */
async function warmUp(server: Server, enter: Enter): Promise<void> {
  let before = 0;
  for (let times = 0; times < mostWarmUps; times += 1) {
    await push(enter, warmUpBytes);
    const now = memoryOf(server);
    if (now - before < steadyBytes) return;
    before = now;
  }
}

/**
 * How much more memory it takes when one more member does not read: the least of several looks. A
 * runtime gets to the memory that it wants in steps, and can stand still before the last of them;
 * what is kept for somebody is kept for each.
 */
async function raisedBySlowMembers(server: Server, enter: Enter): Promise<number> {
  let least = Infinity;
  for (let times = 0; times < closer.looks && least >= closer.allowedBytes; times += 1) {
    const slow = await enter('slow');
    slow.pause();
    const before = memoryOf(server);
    await push(enter, closer.pushedBytes);
    least = Math.min(least, memoryOf(server) - before);
  }
  return least;
}

function memoryOf({ program }: Server): number {
  const bytes = peakMemory(program.tree);
  if (bytes === undefined) throw new Inconclusive('the memory of a process cannot be read here');
  return bytes;
}

/**
 * Has somebody say long messages, and sees that he and another one get them all; returns when all
 * were sent. Both are new, so that whoever tells one member after the other comes to them last.
 */
async function push(enter: Enter, bytes: number): Promise<void> {
  const [speaker, reader] = [await enter('ann'), await enter('ben')];
  const members = [speaker, reader];
  for (let left = Math.ceil(bytes / longBytes); left > 0; left -= together) {
    // What was seen before is not kept: it is as much as the server is forbidden to keep.
    for (const { frames } of members) frames.length = 0;
    for (let count = 0; count < together; count += 1) speaker.say('more', 'again');
    const got = () => Math.min(...members.map((member) => member.all('message').length));
    const away = () => members.find((member) => member.closed() !== undefined);
    const goal = { met: () => got() >= together, broken: () => away() !== undefined };
    await expectSoon(speaker.server.watch, goal, () => {
      const gone = away();
      const end = gone === undefined ? '' : ` and ${endOf(gone)}`;
      return `each member who reads to get ${together} messages, got ${got()}${end}`;
    });
  }
  for (const member of members) member.close();
}
