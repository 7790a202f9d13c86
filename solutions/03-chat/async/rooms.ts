import type { Message } from '../shared/message.ts';
import type { Member } from './member.ts';
import type { Frame } from './protocol.ts';

/** Who is in which room; knows nothing of what was said before. */
export function createRooms() {
  const rooms = new Map<string, Map<string, Member>>();

  const tell = (room: string, frame: Frame): void => {
    const data = encode(frame);
    for (const member of rooms.get(room)?.values() ?? []) member.send(data);
  };

  return {
    /** The names in a room, in the order in which they came. */
    names: (room: string): string[] => [...(rooms.get(room)?.keys() ?? [])],
    /** How many members each room has that has any. */
    sizes: (): Map<string, number> =>
      new Map([...rooms].map(([room, members]) => [room, members.size])),
    enter(room: string, member: Member): void {
      tell(room, { type: 'joined', name: member.name });
      const members = rooms.get(room) ?? new Map<string, Member>();
      rooms.set(room, members.set(member.name, member));
    },
    leave(room: string, { name }: Member): void {
      const members = rooms.get(room);
      members?.delete(name);
      if (members?.size === 0) rooms.delete(room);
      tell(room, { type: 'left', name });
    },
    /** Sends a message to everybody in its room. */
    tell: (message: Message): void => tell(message.room, { type: 'message', ...message }),
    dismissAll(): void {
      for (const members of rooms.values()) for (const member of members.values()) member.dismiss();
    },
  };
}

/** A frame as it goes over the wire, made once for all who get it. */
export const encode = (frame: Frame): Buffer => Buffer.from(JSON.stringify(frame));
