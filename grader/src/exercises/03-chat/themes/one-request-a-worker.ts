import { expect } from 'vitest';
import { expectSoon } from '../../../check/await.ts';
import { CheckFailure, Inconclusive } from '../../../check/errors.ts';
import { settle } from '../../../check/settle.ts';
import type { HttpGate } from '../../../gate/http-gate.ts';
import type { Server } from '../../../server/server.ts';
import { check } from '../chat.ts';
import { postTogether } from '../messages.ts';
import { twelveSenders } from '../senders.ts';
import { messageTitle } from './functional.ts';
import { poll, pollTitle } from './polling.ts';

const facts = {
  part: 'sync',
  theme: 'one request a worker',
  tier: 'core',
  needs: [messageTitle],
} as const;

/** How long polls wait; doubled until nothing moves while they do. */
const shortestMs = 2000;
const longestMs = 60_000;

/** That the sync half is synchronous: one request a worker, waiting or not. */
export function oneRequestAWorker(): void {
  check(
    'one worker has one message moderated at a time',
    {
      ...facts,
      points: 3,
      proves: 'Each message waits for the one before it: every round holds a single call.',
      hint: 'More than one call in flight usually means that the server goes on with something else while a call is under way.',
    },
    async ({ syncServer, moderation, random, sized }) => {
      const messages = twelveSenders(random).slice(0, sized(12));

      const volley = moderation.hold(() => postTogether(syncServer, messages));

      await expect(volley).toTakeRounds(messages.length, 1);
    },
  );

  check(
    'four workers have exactly four moderated at a time',
    {
      ...facts,
      points: 3,
      environment: { WORKERS: '4' },
      proves: 'With WORKERS=4 every round holds four calls, never three or five.',
      hint: 'Another number usually means that WORKERS is not what decides how many requests are handled at once.',
    },
    async ({ syncServer, moderation, random }) => {
      const messages = twelveSenders(random);

      const volley = moderation.hold(() => postTogether(syncServer, messages));

      await expect(volley).toTakeRounds(3, 4);
    },
  );

  check(
    'a poll that waits holds its worker',
    {
      ...facts,
      points: 4,
      environment: { WORKERS: '2' },
      needs: [pollTitle],
      proves: 'With two workers and two polls that wait, a message waits until one of them ends.',
      hint: 'A message that comes through usually means that polls wait somewhere else than in a worker.',
    },
    async ({ syncServer, moderation: { gate } }) => {
      for (let waitMs = shortestMs; waitMs <= longestMs; waitMs *= 2) {
        if (await seeMessageWait(syncServer, gate, waitMs)) return;
      }
      throw new Inconclusive('the polls were over before nothing moved any more');
    },
  );
}

/** Fails when a message comes through while two polls wait; false when the polls were over too soon to tell. */
async function seeMessageWait(server: Server, gate: HttpGate, waitMs: number): Promise<boolean> {
  using polls = poll(server, 2, `wait=${waitMs}&after=1000`);
  const isOver = () => polls.replies.length > 0;
  const still = { met: () => true, exactly: true };
  await expectSoon(server.watch, still, 'the server to be still while two polls wait');
  if (isOver()) {
    await settle(polls);
    return false;
  }
  gate.close();
  using posted = postTogether(server, [{ room: 'lobby', from: 'ann', text: 'hello' }]);
  await expectSoon(server.watch, still, 'the server to be still while a message waits');
  const wasSeen = !isOver();
  if (wasSeen && gate.inFlight > 0) {
    throw new CheckFailure(
      'expected the message to wait while two polls wait, got its moderation call',
    );
  }
  const goal = { met: () => gate.inFlight > 0, dueMs: 2 * waitMs + 2000 };
  await expectSoon(server.watch, goal, 'the message to be moderated after the polls');
  gate.open();
  await settle(posted);
  await settle(polls);
  return wasSeen;
}
