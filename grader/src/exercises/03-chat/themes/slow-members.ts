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
      const late = { room: 'lobby', after: 1e9 };
      const slow = connect(server, { ...late, name: 'slow' });
      await welcomed([slow]);
      slow.pause();
      // Whoever tells one member after the other comes to this one after the slow one.
      const ben = connect(server, { ...late, name: 'ben' });
      await welcomed([ben]);
      const before = peakMemory(server.program.tree);
      if (before === undefined)
        throw new Inconclusive('the memory of a process cannot be read here');

      await push([ann, ben], pushedBytes);

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
    await push([member], warmUpBytes);
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

/** Has the first of these say long messages, and sees that all get them; returns when all were sent. */
async function push(members: readonly [Member, ...Member[]], bytes: number): Promise<void> {
  const [speaker] = members;
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
}
