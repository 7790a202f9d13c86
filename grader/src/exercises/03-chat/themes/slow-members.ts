import { expectSoon } from '../../../check/await.ts';
import { CheckFailure, Inconclusive } from '../../../check/errors.ts';
import { peakMemory } from '../../../quiet/usage.ts';
import type { Server } from '../../../server/server.ts';
import { check } from '../chat.ts';
import { endOf, welcomed, type Member } from '../member.ts';
import { sayTitle } from './members.ts';

const mebibyte = 1024 ** 2;
/** The longest text that a message may have, in characters of four bytes each. */
const longText = '𝄞'.repeat(16_000);
const longBytes = 4 * 16_000;
/** So much is pushed again and again before, until a runtime has the memory that it wants. */
const warmUpBytes = 32 * mebibyte;
const mostWarmUps = 8;
const steadyBytes = 8 * mebibyte;
const pushedBytes = 64 * mebibyte;
const allowedBytes = 48 * mebibyte;
/** How many messages are under way at once: who reads has far less than 1 MiB unread. */
const together = 6;

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
        'Others get every message, and 64 MB that nobody reads raise the memory by less than 48 MiB.',
      hint: 'More memory usually means that what a member does not read is kept for him. A message that does not come usually means that somebody waits until he has read.',
    },
    async ({ asyncServer: server, moderation: { gate }, connect }) => {
      gate.answer = () => ({ json: { allowed: true, text: longText } });
      const ann = connect(server, { room: 'lobby', name: 'ann' });
      await welcomed([ann]);
      await warmUp(ann);
      const slow = connect(server, { room: 'lobby', name: 'slow', after: 1e9 });
      await welcomed([slow]);
      slow.pause();
      const before = peakMemory(server.program.tree);
      if (before === undefined)
        throw new Inconclusive('the memory of a process cannot be read here');

      await push(ann, pushedBytes);

      const raised = (peakMemory(server.program.tree) ?? before) - before;
      if (raised < allowedBytes) return;
      const shown = Math.round(raised / mebibyte);
      throw new CheckFailure(`expected less than 48 MiB more than before, got ${shown} MiB`);
    },
  );
}

/** Pushes until that raises the memory no more, so that what raises it then is the member who does not read. */
async function warmUp(member: Member): Promise<void> {
  let before = 0;
  for (let times = 0; times < mostWarmUps; times += 1) {
    await push(member, warmUpBytes);
    const now = memoryOf(member.server);
    if (now - before < steadyBytes) return;
    before = now;
  }
}

function memoryOf({ program }: Server): number {
  const bytes = peakMemory(program.tree);
  if (bytes === undefined) throw new Inconclusive('the memory of a process cannot be read here');
  return bytes;
}

/** Has a member say long messages, and sees that he gets them all; returns when all were sent. */
async function push(member: Member, bytes: number): Promise<void> {
  const { frames, server } = member;
  for (let left = Math.ceil(bytes / longBytes); left > 0; left -= together) {
    // What was seen before is not kept: it is as much as the server is forbidden to keep.
    frames.length = 0;
    for (let count = 0; count < together; count += 1) member.say('more', 'again');
    const got = () => member.all('message').length;
    const goal = { met: () => got() >= together, broken: () => member.closed() !== undefined };
    await expectSoon(server.watch, goal, () => {
      const end = member.closed() === undefined ? '' : ` and ${endOf(member)}`;
      return `a member who reads to get ${together} messages, got ${got()}${end}`;
    });
  }
}
