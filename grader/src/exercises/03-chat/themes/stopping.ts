import { gather } from '../../../check/await.ts';
import { CheckFailure } from '../../../check/errors.ts';
import { expectJson } from '../../../check/expect-json.ts';
import { countStatuses, settle } from '../../../check/settle.ts';
import { expectEnd, expectHeld, expectShut } from '../../../check/shutdown.ts';
import { check } from '../chat.ts';
import { expectClosed, expectFrame, welcomed } from '../member.ts';
import { fieldOf, itemsOf, postTogether, readHistory } from '../messages.ts';
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
      const others = await enterAll(server, connect, { count: 2, room: 'lobby' });
      const ann = connect(server, { room: 'lobby', name: 'ann' });
      const ben = connect(server, { room: 'lobby', name: 'ben' });
      await welcomed([ann, ben]);
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
      for (const member of [ann, ben, ...others]) await expectClosed(member, 1001);
      await expectEnd(server);
      const again = await session.start('async');
      const where = 'the history after the next start';
      const stored = itemsOf(await readHistory(again, 'lobby'), 'messages', where);
      const found = stored.map((message) => fieldOf(message, 'text'));
      expectJson(found.toSorted(), texts.toSorted(), `the texts in ${where}`);
    },
  );
}
