import { expect } from 'vitest';
import { ask } from '@overlap/grader/check/ask.ts';
import { check } from '@overlap/grader/exercises/03-chat/chat.ts';
import {
  expectHistory,
  messagesOf,
  postTogether,
} from '@overlap/grader/exercises/03-chat/messages.ts';
import { twelveSenders } from '@overlap/grader/exercises/03-chat/senders.ts';
import { messageTitle } from '@overlap/grader/exercises/03-chat/themes/functional.ts';

const facts = { tier: 'stretch', visibility: 'hidden', needs: [messageTitle] } as const;

/** Statuses of answers that look right, and are failures all the same. */
const statuses = [201, 203, 404];

/** That the status of a moderation counts, not what it brings. */
export function otherStatuses(part: 'sync' | 'async'): void {
  check(
    'a moderation with any status but 200 has failed',
    {
      ...facts,
      part,
      theme: 'functional',
      points: 1,
      proves: 'A moderation that is answered with 201, 203 or 404 gives 502, whatever it brings.',
      hint: 'A 201 usually means that a whole range of statuses is taken for the one that counts.',
    },
    async ({ server, moderation: { gate } }) => {
      const { answer: letPass } = gate;
      const said = (text: string) =>
        ask(server).post(messagesOf('lobby')).send({ from: 'ann', text });

      for (const status of statuses) {
        gate.answer = () => ({ status, json: { allowed: true, text: 'hello' } });
        await said('hello').expect(502);
      }
      gate.answer = letPass;
      await said('fine').expect(201);

      await expectHistory(server, 'lobby', ['fine']);
    },
  );
}

/** That WORKERS is what decides, whatever it is. */
export function threeWorkers(): void {
  check(
    'three workers have exactly three moderated at a time',
    {
      ...facts,
      part: 'sync',
      theme: 'one request a worker',
      points: 2,
      environment: { WORKERS: '3' },
      proves: 'With WORKERS=3 every round holds three calls, never two or four.',
      hint: 'Another number usually means that WORKERS is not what decides how many requests are handled at once.',
    },
    async ({ syncServer, moderation, random }) => {
      const messages = twelveSenders(random);

      const volley = moderation.hold(() => postTogether(syncServer, messages));

      await expect(volley).toTakeRounds(messages.length / 3, 3);
    },
  );
}
