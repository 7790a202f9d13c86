import { expectJson } from '@overlap/grader/check/expect-json.ts';
import { check } from '@overlap/grader/exercises/03-chat/chat.ts';
import { expectFrame, welcomed } from '@overlap/grader/exercises/03-chat/member.ts';
import { expectHistory, post } from '@overlap/grader/exercises/03-chat/messages.ts';
import { sayTitle } from '@overlap/grader/exercises/03-chat/themes/members.ts';

/** That a room goes on where it was. */
export function restarts(): void {
  check(
    'ids go on after a second restart, and a welcome tells the rest',
    {
      part: 'async',
      theme: 'stopping',
      tier: 'stretch',
      visibility: 'hidden',
      points: 2,
      needs: [sayTitle],
      proves: 'The next id of a room follows from its history, however often the server starts.',
      hint: 'An id that begins again usually means that it is counted in memory.',
    },
    async ({ asyncServer, session, connect, random }) => {
      const texts = Array.from({ length: 4 }, () => random.word('words-'));
      const [one = '', two = '', three = '', four = ''] = texts;
      const said = (text: string) => ({ room: 'lobby', from: 'ann', text });
      await post(asyncServer, said(one));

      await session.stop(asyncServer);
      const again = await session.start('async');
      expectJson(await post(again, said(two)), { id: 2 }, 'the message');
      await session.stop(again);
      const once = await session.start('async');
      expectJson(await post(once, said(three)), { id: 3 }, 'the message');

      const rita = connect(once, { room: 'lobby', name: 'rita', after: 1 });
      const [welcome] = await welcomed([rita]);
      expectJson(welcome, { messages: [{ id: 2, text: two }, { id: 3 }] }, 'the welcome');
      rita.say(four, 'last');
      await expectFrame(rita, { type: 'ack', ref: 'last', id: 4 });
      await expectHistory(once, 'lobby', texts);
    },
  );
}
