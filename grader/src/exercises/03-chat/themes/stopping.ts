import { gather } from '../../../check/await.ts';
import { CheckFailure } from '../../../check/errors.ts';
import { expectJson } from '../../../check/expect-json.ts';
import { countStatuses, settle } from '../../../check/settle.ts';
import { expectEnd, expectHeld, expectShut } from '../../../check/shutdown.ts';
import { check } from '../chat.ts';
import { expectClosed, expectFrame } from '../member.ts';
import { postTogether, readHistory } from '../messages.ts';
import { enterAll } from '../rooms.ts';
import { sayTitle } from './members.ts';

/** That nothing is lost when the server stops. */
export function stopping(): void {
  check(
    'SIGTERM closes with 1001 and loses no message',
    {
      part: 'async',
      theme: 'stopping',
      tier: 'stretch',
      points: 5,
      needs: [sayTitle],
      proves: 'What was said is stored, who asked over HTTP is answered, and the process ends.',
      hint: 'A message that is missing after the next start usually means that the process ends while its moderation is under way.',
    },
    async ({ asyncServer: server, session, moderation: { gate }, connect, random }) => {
      const members = await enterAll(server, connect, { count: 4, room: 'lobby' });
      const [ann, ben] = members;
      if (!ann || !ben) return;
      const texts = ['acked', 'pending', 'posted'].map((word) => random.word(`${word}-`));
      const [acked = '', pending = '', posted = ''] = texts;
      ann.say(acked, acked);
      await expectFrame(ann, { type: 'ack', ref: acked });
      gate.close();
      ben.say(pending, pending);
      using asked = postTogether(server, [{ room: 'lobby', from: 'dan', text: posted }]);
      await gather(server.watch, gate, 2);

      server.program.signal('SIGTERM');
      await expectHeld(server, asked);
      await expectShut(server);
      gate.open();

      const [reply] = await settle(asked);
      if (reply?.status !== 201) {
        throw new CheckFailure(
          `expected 201 for the held message, got ${countStatuses(asked.replies)}`,
        );
      }
      for (const member of members) await expectClosed(member, 1001);
      await expectEnd(server);
      const again = await session.start('async');
      const history = (await readHistory(again, 'lobby')) as { messages?: { text?: unknown }[] };
      const stored = history.messages?.map(({ text }) => text).toSorted();
      expectJson(stored, texts.toSorted(), 'the texts in the history after the next start');
    },
  );
}
