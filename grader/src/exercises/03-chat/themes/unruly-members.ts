import { expectSoon, gather } from '../../../check/await.ts';
import { CheckFailure } from '../../../check/errors.ts';
import type { Server } from '../../../server/server.ts';
import { check, type Connect } from '../chat.ts';
import { endOf, expectClosed, expectFrame, welcomed } from '../member.ts';
import { badFrames, brokenFrames } from './bad-frames.ts';
import { sayTitle } from './members.ts';

const facts = { part: 'async', tier: 'stretch', needs: [sayTitle] } as const;

const pingMs = 1000;
/** On a busy machine a pong can take a second, but hardly this long. */
const patientPingMs = 5000;

/** That members who vanish or misbehave hurt nobody else. */
export function unrulyMembers(): void {
  check(
    'a member who vanished has left in time',
    {
      ...facts,
      theme: 'vanished members',
      points: 5,
      environment: { PING_MS: String(pingMs) },
      proves: 'Who answers no ping is gone within 2 · PING_MS; who answers stays.',
      hint: 'No `left` usually means that nobody asks whether a silent connection is still alive.',
    },
    async ({ asyncServer, session, connect }) => {
      if (await seeVanish(asyncServer, connect, pingMs)) return;
      // A machine that stands still can make a pong late, but hardly for so long.
      const patient = await session.start('async', { PING_MS: String(patientPingMs) });
      if (await seeVanish(patient, connect, patientPingMs)) return;
      throw new CheckFailure('expected a member who answers pings to stay, got a close');
    },
  );

  check(
    'hostile frames hurt only their sender',
    {
      ...facts,
      theme: 'hostile frames',
      points: 4,
      proves: 'What is no frame of the protocol gives `error`; what breaks WebSocket a close.',
      hint: 'A connection that broke for others usually means that the server died of an error that nobody caught.',
    },
    async ({ asyncServer: server, connect }) => {
      const ann = connect(server, { room: 'lobby', name: 'ann' });
      const hal = connect(server, { room: 'lobby', name: 'hal' });
      await welcomed([ann, hal]);

      for (const [index, frame] of badFrames.entries()) {
        hal.send(frame);
        const errors = () => hal.all('error').length;
        const goal = { met: () => errors() > index, broken: () => hal.closed() !== undefined };
        const shown = JSON.stringify(String(frame).slice(0, 30));
        const got = () => (hal.closed() === undefined ? 'none' : endOf(hal));
        await expectSoon(server.watch, goal, () => `an error for the frame ${shown}, got ${got()}`);
      }
      hal.send(JSON.stringify({ type: 'say', text: 'x'.repeat(65_536), ref: 'long' }));
      await expectClosed(hal, 1009);
      for (const [index, frame] of brokenFrames.entries()) {
        const ida = connect(server, { room: 'lobby', name: `ida-${index}` });
        await welcomed([ida]);
        ida.sendRaw(frame);
        const goal = { met: () => ida.closed() !== undefined };
        await expectSoon(
          server.watch,
          goal,
          'a frame that breaks WebSocket to close it, got no close',
        );
      }

      ann.say('peace', 'only');
      await expectFrame(ann, { type: 'ack', ref: 'only', id: 1 });
      if (ann.all('error').length === 0) return;
      throw new CheckFailure('expected errors for their sender alone, got one for another member');
    },
  );

  check(
    'a name has one owner until his connection is gone',
    {
      ...facts,
      theme: 'names',
      points: 2,
      proves:
        'Nobody takes the place of another; a cut connection frees its name and loses no message.',
      hint: 'A name that stays taken usually means that only a goodbye frees it, not a connection that broke. A last message that does not come usually means that it is given up with the connection of its sender.',
    },
    async ({ asyncServer: server, moderation: { gate }, connect }) => {
      const enter = (name: string, room = 'lobby') => connect(server, { room, name });
      const [ann, ben] = [enter('ann'), enter('ben')];
      await welcomed([ann, ben]);

      await expectClosed(enter('ann'), 4409);
      await welcomed([enter('ann', 'garden')]);
      ann.say('still here', 'only');
      await expectFrame(ann, { type: 'ack', ref: 'only' });
      for (const member of [ann, ben]) await expectFrame(member, { type: 'message', from: 'ann' });

      gate.close();
      ann.say('farewell', 'last');
      await gather(server.watch, gate, 1);
      ann[Symbol.dispose]();
      await expectFrame(ben, { type: 'left', name: 'ann' });
      gate.open();
      await expectFrame(ben, { type: 'message', from: 'ann', text: 'farewell' });
      await welcomed([enter('ann')]);
    },
  );
}

/** Sees a member who answers no ping go; false when the one who answers was taken for gone as well. */
async function seeVanish(server: Server, connect: Connect, ms: number): Promise<boolean> {
  const room = 'lobby';
  const ann = connect(server, { room, name: 'ann' });
  await welcomed([ann]);
  const zoe = connect(server, { room, name: 'zoe', autoPong: false });
  await welcomed([zoe]);
  const isTold = () => ann.all('left').some(({ name }) => name === 'zoe');
  const isOver = () => isTold() || ann.closed() !== undefined;
  const goal = { met: isOver, dueMs: 4 * ms + 2000 };
  await expectSoon(server.watch, goal, `\`left\` for a member who vanished, within ${2 * ms} ms`);
  return isTold();
}
