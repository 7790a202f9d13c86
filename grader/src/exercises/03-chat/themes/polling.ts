import { expectSoon, expectStill } from '../../../check/await.ts';
import { CheckFailure, Inconclusive } from '../../../check/errors.ts';
import { expectJson, parseJson } from '../../../check/expect-json.ts';
import { countStatuses, settle } from '../../../check/settle.ts';
import type { Server } from '../../../server/server.ts';
import { sendVolley, type Volley } from '../../../traffic/volley.ts';
import { check } from '../chat.ts';
import { welcomed } from '../member.ts';
import { messagesOf, post } from '../messages.ts';
import { messageTitle } from './functional.ts';
import { sayTitle } from './members.ts';

/** The check without which no waiting can be seen. */
export const pollTitle = 'a poll waits for the next message, or for its time';

const shortMs = 1000;
/** As long as a poll may wait at all. */
const longMs = 60_000;

/** Polls that were sent together. */
interface Polls extends Volley {
  /** In milliseconds of `performance.now()`. */
  readonly sentAt: number;
}

/** That a poll waits for a message, and not for ever. */
export function polling(part: 'sync' | 'async', points: number): void {
  check(
    pollTitle,
    {
      part,
      theme: 'functional',
      tier: 'core',
      points,
      needs: [messageTitle],
      ...(part === 'sync' && { environment: { WORKERS: '4' } }),
      proves: 'A poll is answered when there is something to read, or with nothing after its time.',
      hint: 'An answer at once usually means that nothing waits for the next message. No answer usually means that nobody tells the poll of it.',
    },
    async ({ server, random }) => {
      using empty = poll(server, 1, `wait=${shortMs}`);
      const goal = { met: empty.done, dueMs: 2 * shortMs + 2000 };
      await expectSoon(server.watch, goal, `an empty answer after ${shortMs} ms`);
      expectMessages(empty, { messages: [], last: 0 });

      using waiting = poll(server, 1, `wait=${longMs}`);
      await expectWaiting(server, waiting);
      const text = random.word('words-');
      await post(server, { room: 'lobby', from: 'ann', text });
      await settle(waiting);
      expectMessages(waiting, { messages: [{ id: 1, text }], last: 1 });

      using late = poll(server, 1, `wait=${longMs}`);
      await settle(late);
      expectMessages(late, { messages: [{ id: 1, text }], last: 1 });
    },
  );
}

/** That those who wait cost the async half nothing. */
export function manyPollers(): void {
  check(
    'a hundred polls wait quietly, and one message ends them all',
    {
      part: 'async',
      theme: 'polling',
      tier: 'core',
      points: 4,
      needs: [pollTitle, sayTitle],
      proves: 'Whoever waits occupies nothing: the server sleeps until a member says something.',
      hint: 'Burning CPU usually means that the server looks again and again. A missing answer usually means that not all who wait are told of what a member says.',
    },
    async ({ asyncServer: server, connect, random }) => {
      const ann = connect(server, { room: 'lobby', name: 'ann' });
      await welcomed([ann]);
      using polls = poll(server, 100, `wait=${longMs}`);
      await expectWaiting(server, polls);

      const text = random.word('words-');
      ann.say(text, 'only');

      await settle(polls);
      expectMessages(polls, { messages: [{ id: 1, text }], last: 1 });
    },
  );
}

/** Asks this many times at once for what is said in a room. */
export function poll(server: Server, times: number, query: string, room = 'lobby'): Polls {
  const path = `${messagesOf(room)}?${query}`;
  const sentAt = performance.now();
  const asks = Array.from({ length: times }, () => ({ path }));
  return { ...sendVolley(server, asks), sentAt };
}

/** Fails unless the polls wait while nothing moves. */
export async function expectWaiting(server: Server, polls: Polls): Promise<void> {
  await expectStill(server.watch, () => {
    refuseLate(polls);
    if (polls.replies.length === 0) return undefined;
    return `expected every poll to wait, got ${countStatuses(polls.replies)}`;
  });
}

/** Fails unless each poll was answered with this, and before its time was over. */
export function expectMessages(polls: Polls, expected: object): void {
  refuseLate(polls);
  for (const { status, text } of polls.replies) {
    if (status !== 200) throw new CheckFailure(`expected 200, got ${countStatuses(polls.replies)}`);
    expectJson(parseJson(text, 'the answer to a poll'), expected, 'the answer to a poll');
  }
}

/** A poll that ended because its time was over says nothing: the machine was too slow. */
function refuseLate({ replies, sentAt }: Polls): void {
  if (replies.every(({ endedAt }) => endedAt - sentAt < longMs)) return;
  throw new Inconclusive(`the polls waited for longer than ${longMs / 1000} s`);
}
