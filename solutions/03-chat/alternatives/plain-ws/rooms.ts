import type { createSpeech } from '../../async/speech.ts';
import type { Message } from '../../shared/message.ts';
import type { Store } from '../../shared/store.ts';
import { encode, type Chat, type Tell } from './chat.ts';

interface Room {
  readonly members: Map<string, Tell>;
  /** Wakes each poller. */
  readonly waiting: Set<() => void>;
}

/** A chat of objects that are rooms: each knows its members and who waits for its next message. */
export function createRooms(store: Store, startSpeech: typeof createSpeech): Chat {
  const rooms = new Map<string, Room>();
  const stopped = new AbortController();
  const { say, drain } = startSpeech((draft) => publish(store.append(draft)));

  function publish(message: Message): Message {
    const room = rooms.get(message.room);
    tellAll(room, encode({ type: 'message', ...message }), message.id);
    for (const wake of room?.waiting ?? []) wake();
    return message;
  }

  return {
    say,
    async read(name, { after, limit, waitMs }, gone) {
      const messages = store.after(name, after, limit);
      if (messages.length > 0 || waitMs === 0) return messages;
      const over = AbortSignal.any([gone, stopped.signal, AbortSignal.timeout(waitMs)]);
      while (messages.length === 0 && !over.aborted) {
        await wakeUp(roomOf(name).waiting, over);
        messages.push(...store.after(name, after, limit));
      }
      forgetIfIdle(name);
      return messages;
    },
    rooms() {
      const messages = new Map(store.count().map((room) => [room.name, room.messages]));
      const inUse = [...rooms].filter(([, { members }]) => members.size > 0);
      const names = new Set([...messages.keys(), ...inUse.map(([name]) => name)]);
      return Array.from(names, (name) => ({
        name,
        members: rooms.get(name)?.members.size ?? 0,
        messages: messages.get(name) ?? 0,
      }));
    },
    enter({ room: name, name: member, after }, tell) {
      const room = roomOf(name);
      const { members } = room;
      if (members.has(member)) return undefined;
      tellAll(room, encode({ type: 'joined', name: member }));
      members.set(member, tell);
      const messages = store.after(name, after);
      tell(encode({ type: 'welcome', room: name, members: [...members.keys()], messages }));
      return () => {
        members.delete(member);
        tellAll(room, encode({ type: 'left', name: member }));
        forgetIfIdle(name);
      };
    },
    drain() {
      stopped.abort();
      return drain();
    },
  };

  function roomOf(name: string): Room {
    const room = rooms.get(name) ?? { members: new Map(), waiting: new Set() };
    rooms.set(name, room);
    return room;
  }

  function forgetIfIdle(name: string): void {
    const { members, waiting } = roomOf(name);
    if (members.size + waiting.size === 0) rooms.delete(name);
  }
}

function tellAll(room: Room | undefined, frame: string, id?: number): void {
  for (const tell of room?.members.values() ?? []) tell(frame, id);
}

/** Resolves when somebody wakes it, or when it is over. */
async function wakeUp(waiting: Set<() => void>, over: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  waiting.add(resolve);
  over.addEventListener('abort', () => resolve(), { once: true });
  await promise;
  waiting.delete(resolve);
}
