import { ask } from '../../../check/ask.ts';
import { CheckFailure } from '../../../check/errors.ts';
import { expectJson } from '../../../check/expect-json.ts';
import { check } from '../chat.ts';
import { expectClosed } from '../member.ts';
import { expectHistory, messagesOf, post } from '../messages.ts';
import { badMessages, badNames } from './bad-input.ts';
import { messageTitle } from './functional.ts';

const hint = 'This came with the starter and worked: look at what changed since.';

/** What the starter gives and must not be broken. */
export function given(part: 'sync' | 'async'): void {
  const facts = { part, theme: 'given', tier: 'prerequisite', points: 0, hint } as const;

  check(
    'the chat page is served',
    { ...facts, proves: 'A browser gets the page of public/, as HTML.' },
    async ({ server }) => {
      const { text } = await ask(server).get('/').expect(200).expect('content-type', /html/);
      const assets = [...text.matchAll(/(?:src|href)="(\/?[a-z][a-z0-9/.-]*)"/g)];

      for (const [, asset = ''] of assets) {
        await ask(server)
          .get(asset.startsWith('/') ? asset : `/${asset}`)
          .expect(200);
      }
    },
  );

  check(
    'input that breaks a rule is turned away',
    { ...facts, proves: 'Nothing is moderated that the contract forbids.' },
    async ({ server, moderation: { gate } }) => {
      for (const { sent, status } of badMessages) {
        await ask(server).post(messagesOf('lobby')).type('json').send(sent).expect(status);
      }
      for (const room of badNames) {
        const sent = { from: 'ann', text: 'hello' };
        await ask(server)
          .post(messagesOf(encodeURIComponent(room)))
          .send(sent)
          .expect(422);
      }
      for (const query of ['limit=0', 'limit=1001', 'after=-1', 'after=x', 'wait=60001']) {
        await ask(server)
          .get(`${messagesOf('lobby')}?${query}`)
          .expect(422);
      }

      if (gate.calls.length === 0) return;
      throw new CheckFailure(`expected nothing to be moderated, got ${gate.calls.length} calls`);
    },
  );

  check(
    'unknown paths and methods are told apart',
    { ...facts, proves: '404 for what does not exist, 405 with Allow for what cannot be done.' },
    async ({ server }) => {
      await ask(server).get('/nowhere').expect(404);
      await ask(server).get('/rooms/lobby').expect(404);
      await ask(server).delete(messagesOf('lobby')).expect(405).expect('allow', /GET/);
      await ask(server).delete(messagesOf('lobby')).expect('allow', /POST/);
      await ask(server).post('/rooms').expect(405).expect('allow', /GET/);
    },
  );

  check(
    'history is read in pages, also after a restart',
    {
      ...facts,
      needs: [messageTitle],
      proves: 'What was answered with 201 is stored in DATA_DIR, and read from where one wants.',
    },
    async ({ server, session, random }) => {
      const texts = ['one', 'two', 'three', 'four', 'five'].map((word) => random.word(word));
      for (const text of texts) await post(server, { room: 'lobby', from: 'ann', text });

      await session.stop(server);
      const again = await session.start(part);
      await expectHistory(again, 'lobby', texts);
      const some = await ask(again)
        .get(`${messagesOf('lobby')}?after=1&limit=2`)
        .expect(200);
      const none = await ask(again)
        .get(`${messagesOf('lobby')}?after=5`)
        .expect(200);

      const page = { messages: [{ id: 2 }, { id: 3 }], last: 3 };
      expectJson(some.body, page, 'the page after message 1');
      expectJson(none.body, { messages: [], last: 5 }, 'the page after the last message');
    },
  );
}

/** What the starter gives of the WebSocket and must not be broken. */
export function givenSockets(): void {
  check(
    'a room or a name that cannot be is closed with 4400',
    {
      part: 'async',
      theme: 'given',
      tier: 'prerequisite',
      points: 0,
      hint,
      proves: 'Nobody enters under a name that the contract forbids.',
    },
    async ({ asyncServer, connect }) => {
      for (const bad of badNames) {
        await expectClosed(connect(asyncServer, { room: 'lobby', name: bad }), 4400);
        await expectClosed(connect(asyncServer, { room: bad, name: 'ann' }), 4400);
      }
    },
  );
}
