import { ask } from '../../../check/ask.ts';
import { CheckFailure } from '../../../check/errors.ts';
import { expectJson } from '../../../check/expect-json.ts';
import type { Answer } from '../../../gate/gate.ts';
import type { Server } from '../../../server/server.ts';
import { check, moderates, moderating } from '../chat.ts';
import { messagesOf, readHistory, readRooms } from '../messages.ts';

/** The check without which no message can be seen. */
export const messageTitle = 'a posted message is moderated, stored and answered';

interface Points {
  readonly message: number;
  readonly refused: number;
}

/** How a moderation fails, and what its sender gets. */
const failures: readonly { readonly answer: Answer; readonly status: number }[] = [
  { answer: { json: { allowed: false, text: 'hello' } }, status: 422 },
  { answer: { status: 500, json: { allowed: true, text: 'hello' } }, status: 502 },
  { answer: { text: '{"allowed": true, "text": ' }, status: 502 },
  { answer: 'reset', status: 502 },
];

/** What each half must do for a single client over HTTP. */
export function functional(part: 'sync' | 'async', points: Points): void {
  const workers = part === 'sync' && { environment: { WORKERS: '4' } };
  const facts = { part, theme: 'functional', tier: 'core', ...workers } as const;

  check(
    messageTitle,
    {
      ...facts,
      points: points.message,
      proves: 'The moderation is asked, its text is what counts, and ids are 1, 2, 3 in each room.',
      hint: 'A wrong text usually means that the text of the request is stored, not that of the moderation. A wrong id usually means that it is counted over all rooms.',
    },
    async ({ server, moderation: { gate }, random }) => {
      gate.answer = moderating(({ text }) => ({ allowed: true, text: moderated(text) }));
      const said = ['lobby', 'lobby', 'garden', 'lobby'].map((room, index) => ({
        room,
        from: `sender-${index}`,
        text: random.word('words-'),
        id: [1, 2, 1, 3][index],
      }));

      for (const { room, from, text, id } of said) {
        const sent = { from, text };
        const reply = await ask(server).post(messagesOf(room)).send(sent).expect(201);
        expectJson(reply.body, { id, room, from, text: moderated(text) }, 'the message');
        expectTime(reply.body);
        if (!gate.calls.some(moderates({ room, from, text }))) {
          throw new CheckFailure(
            'expected POST /moderate with {room, from, text}, got no such call',
          );
        }
      }

      const inLobby = said.filter(({ room }) => room === 'lobby');
      const messages = inLobby.map(({ from, text }) => ({ from, text: moderated(text) }));
      expectJson(await readHistory(server, 'lobby'), { messages, last: 3 }, 'the history of lobby');
      await expectCounts(server);
    },
  );

  check(
    'a refused message gives 422, a failed moderation 502',
    {
      ...facts,
      points: points.refused,
      needs: [messageTitle],
      proves: 'What was not allowed is not stored, takes no id, and its sender is told.',
      hint: 'Another status usually means that what the moderation answered is not looked at. Look at the contract of a call that fails.',
    },
    async ({ server, moderation: { gate } }) => {
      const path = messagesOf('lobby');
      const { answer: letPass } = gate;

      for (const { answer, status } of failures) {
        gate.answer = () => answer;
        await ask(server).post(path).send({ from: 'ann', text: 'hello' }).expect(status);
      }
      gate.answer = letPass;
      await ask(server).post(path).send({ from: 'ann', text: 'fine' }).expect(201);

      const messages = [{ id: 1, text: 'fine' }];
      expectJson(await readHistory(server, 'lobby'), { messages }, 'the history of lobby');
    },
  );
}

function moderated(text: string): string {
  return `${text} (moderated)`;
}

/** ISO 8601 has more than one way to say UTC: Python writes +00:00. */
const timeInUtc = /^\d{4}-\d\d-\d\dT[\d:.,]+(?:Z|\+00(?::?00)?)$/;

function expectTime(message: unknown): void {
  const at = (message as { at?: unknown } | null)?.at;
  if (typeof at === 'string' && timeInUtc.test(at)) return;
  throw new CheckFailure(`expected message.at to be a time in UTC, got ${String(at)}`);
}

async function expectCounts(server: Server): Promise<void> {
  const expected = { lobby: { members: 0, messages: 3 }, garden: { members: 0, messages: 1 } };
  expectJson(await readRooms(server), expected, 'the rooms');
}
