import { ask } from '../../../check/ask.ts';
import { expectStill } from '../../../check/await.ts';
import { CheckFailure } from '../../../check/errors.ts';
import { expectJson } from '../../../check/expect-json.ts';
import { check, moderating } from '../chat.ts';
import { expectFrame, welcomed } from '../member.ts';
import { expectHistory, itemsOf, post, readRooms } from '../messages.ts';
import { messageTitle } from './functional.ts';

/** The check without which nothing over a socket can be seen. */
export const welcomeTitle = 'a member is welcomed with who is there and what was said';
/** The check without which no saying can be seen. */
export const sayTitle = 'what a member says reaches the room, once moderated';

const facts = { part: 'async', theme: 'functional', tier: 'core' } as const;

/** What the async half must do for members of a room. */
export function members(): void {
  check(
    welcomeTitle,
    {
      ...facts,
      points: 2,
      needs: [messageTitle],
      proves: 'A welcome tells the members and the history; whoever comes and goes is told.',
      hint: 'A missing name usually means that members are not kept by their room, or that nobody notices when a connection closes.',
    },
    async ({ asyncServer: server, connect, random }) => {
      const text = random.word('words-');
      const said = await post(server, { room: 'lobby', from: 'ada', text });

      const ann = connect(server, { room: 'lobby', name: 'ann' });
      const [first] = await welcomed([ann]);
      expectJson(first, { room: 'lobby', members: ['ann'], messages: [said] }, 'the welcome');

      const ben = connect(server, { room: 'lobby', name: 'ben' });
      const cat = connect(server, { room: 'garden', name: 'cat' });
      const [second, elsewhere] = await welcomed([ben, cat]);
      const names = itemsOf(second, 'members', 'the welcome');
      expectJson(names.toSorted(), ['ann', 'ben'], 'welcome.members');
      const alone = { room: 'garden', members: ['cat'], messages: [] };
      expectJson(elsewhere, alone, 'the welcome to another room');
      await expectFrame(ann, { type: 'joined', name: 'ben' });
      const rooms = { garden: { members: 1, messages: 0 }, lobby: { members: 2, messages: 1 } };
      expectJson(await readRooms(server), rooms, 'the rooms');

      ben.close();
      await expectFrame(ann, { type: 'left', name: 'ben' });
      const stranger = [...ann.frames, ...cat.frames].find(({ name }) => name === 'cat');
      if (stranger === undefined && cat.frames.length === 1) return;
      throw new CheckFailure('expected nobody to be told of another room, got joined or left');
    },
  );

  check(
    sayTitle,
    {
      ...facts,
      points: 3,
      needs: [welcomeTitle],
      proves: 'Members get a message whether it came over a socket or HTTP, and its sender an ack.',
      hint: 'A message that is missing usually means that one way of saying something does not tell those who came the other way.',
    },
    async ({ asyncServer: server, moderation: { gate }, connect, random }) => {
      gate.answer = moderating(({ text }) => ({ allowed: true, text: `${text} (moderated)` }));
      const ann = connect(server, { room: 'lobby', name: 'ann' });
      const ben = connect(server, { room: 'lobby', name: 'ben' });
      const cat = connect(server, { room: 'garden', name: 'cat' });
      await welcomed([ann, ben, cat]);
      const [one, two] = [random.word('words-'), random.word('words-')];

      ann.say(one, 'first');
      const sent = {
        type: 'message',
        id: 1,
        room: 'lobby',
        from: 'ann',
        text: `${one} (moderated)`,
      };
      for (const member of [ann, ben]) await expectFrame(member, sent);
      await expectFrame(ann, { type: 'ack', ref: 'first', id: 1 });
      const path = '/rooms/lobby/messages';
      await ask(server).post(path).send({ from: 'dan', text: two }).expect(201);
      const posted = { type: 'message', id: 2, from: 'dan', text: `${two} (moderated)` };
      for (const member of [ann, ben]) await expectFrame(member, posted);

      await expectHistory(server, 'lobby', [`${one} (moderated)`, `${two} (moderated)`]);
      await expectStill(server.watch, () => {
        if (cat.all('message').length > 0) return 'expected no message from another room, got one';
        return ben.all('ack').length > 0
          ? 'expected an ack for the sender alone, got two'
          : undefined;
      });
    },
  );

  check(
    'a refused message is told to its sender alone',
    {
      ...facts,
      points: 1,
      needs: [sayTitle],
      proves: 'What was refused or could not be moderated is rejected, and takes no id.',
      hint: 'A missing frame usually means that an error of the moderation ends up nowhere.',
    },
    async ({ asyncServer: server, moderation: { gate }, connect }) => {
      const ann = connect(server, { room: 'lobby', name: 'ann' });
      const ben = connect(server, { room: 'lobby', name: 'ben' });
      await welcomed([ann, ben]);
      const { answer: letPass } = gate;

      gate.answer = () => ({ json: { allowed: false, text: 'bad' } });
      ann.say('bad', 'refused');
      await expectFrame(ann, { type: 'rejected', ref: 'refused' });
      gate.answer = () => ({ status: 500 });
      ann.say('unlucky', 'failed');
      await expectFrame(ann, { type: 'rejected', ref: 'failed' });
      gate.answer = letPass;
      ann.say('fine', 'good');

      await expectFrame(ann, { type: 'ack', ref: 'good', id: 1 });
      await expectFrame(ben, { type: 'message', id: 1, text: 'fine' });
      if (ben.all('rejected').length > 0) {
        throw new CheckFailure('expected rejected for the sender alone, got it for others too');
      }
      await expectHistory(server, 'lobby', ['fine']);
    },
  );
}
