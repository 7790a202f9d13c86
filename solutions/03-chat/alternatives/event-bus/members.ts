import type { Frame } from '../../async/protocol.ts';
import type { Message } from '../../shared/message.ts';
import { encode } from '../plain-ws/chat.ts';
import type { Bus, Presence } from './bus.ts';

/** Keeps who is where, and tells members what happens in their room. */
export function tellMembersOn(bus: Bus) {
  const all = new Map<string, Presence>();
  const keyOf = ({ room, name }: { room: string; name: string }) => `${room} ${name}`;
  const listen =
    <Told>(told: (event: Told) => { room: string; frame: Frame; not?: string }) =>
    (event: Told) => {
      const { room, frame, not } = told(event);
      const text = encode(frame);
      for (const member of all.values()) {
        if (member.room === room && member.name !== not) member.tell(text);
      }
    };

  bus.on('joined', (presence) => all.set(keyOf(presence), presence));
  bus.on('left', (presence) => all.delete(keyOf(presence)));
  bus.on(
    'joined',
    listen(({ room, name }: Presence) => ({ room, frame: { type: 'joined', name }, not: name })),
  );
  bus.on(
    'left',
    listen(({ room, name }: Presence) => ({ room, frame: { type: 'left', name } })),
  );
  bus.on(
    'stored',
    listen((message: Message) => ({ room: message.room, frame: { type: 'message', ...message } })),
  );

  return {
    isTaken: (guest: { room: string; name: string }) => all.has(keyOf(guest)),
    names: (room: string) =>
      [...all.values()].filter((one) => one.room === room).map(({ name }) => name),
    rooms: () => [...all.values()].map(({ room }) => room),
  };
}
