import { expectSoon } from '@overlap/grader/check/await.ts';
import { settle } from '@overlap/grader/check/settle.ts';
import { check } from '@overlap/grader/exercises/03-chat/chat.ts';
import { post } from '@overlap/grader/exercises/03-chat/messages.ts';
import {
  expectMessages,
  expectWaiting,
  poll,
  pollTitle,
} from '@overlap/grader/exercises/03-chat/themes/polling.ts';

const facts = {
  part: 'async',
  theme: 'polling',
  tier: 'stretch',
  visibility: 'hidden',
  points: 2,
  needs: [pollTitle],
} as const;

const shortMs = 700;
/** As long as a poll may wait at all. */
const longMs = 60_000;

/** That those who wait are woken by what they wait for. */
export function polls(): void {
  check(
    'a poll that ends for its time ends no other',
    {
      ...facts,
      proves: 'Of polls that wait for the same, each ends in its own time, or with the message.',
      hint: 'An empty answer that comes early usually means that those who wait share a timer.',
    },
    async ({ asyncServer: server, random }) => {
      using patient = poll(server, 4, `wait=${longMs}`);
      await expectWaiting(server, patient);

      using hasty = poll(server, 2, `wait=${shortMs}`);
      const goal = { met: hasty.done, dueMs: 2 * shortMs + 2000 };
      await expectSoon(server.watch, goal, `an empty answer after ${shortMs} ms`);

      expectMessages(hasty, { messages: [], last: 0 });
      await expectWaiting(server, patient);
      const text = random.word('words-');
      await post(server, { room: 'lobby', from: 'ann', text });
      await settle(patient);
      expectMessages(patient, { messages: [{ id: 1, text }], last: 1 });
    },
  );

  check(
    'a poll waits for its own room and its own place in it',
    {
      ...facts,
      proves: 'Neither a message to another room nor one that came before ends a poll.',
      hint: 'An empty answer usually means that whoever waits is told of everything that is said.',
    },
    async ({ asyncServer: server, random }) => {
      const [first, second] = [random.word('words-'), random.word('words-')];
      using lobby = poll(server, 1, `wait=${longMs}`);
      using ahead = poll(server, 1, `wait=${longMs}&after=1`);
      await expectWaiting(server, lobby);

      await post(server, { room: 'garden', from: 'ann', text: first });
      await expectWaiting(server, lobby);
      await post(server, { room: 'lobby', from: 'ann', text: first });
      await settle(lobby);
      expectMessages(lobby, { messages: [{ id: 1, text: first }], last: 1 });
      await expectWaiting(server, ahead);
      await post(server, { room: 'lobby', from: 'ann', text: second });

      await settle(ahead);
      expectMessages(ahead, { messages: [{ id: 2, text: second }], last: 2 });
    },
  );
}
