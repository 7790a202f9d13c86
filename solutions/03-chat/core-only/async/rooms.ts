import { EventEmitter, once } from 'node:events';

import { moderate } from '../../async/moderation.ts';
import type { Draft, Message } from '../../shared/message.ts';
import type { Store } from '../../shared/store.ts';

type Send = (frame: object) => void;

/** The shortest that earns the core points: who is where, and what each sender said before. */
export function createRooms(store: Store) {
  const rooms = new Map<string, Map<string, Send>>();
  const turns = new Map<string, Promise<unknown>>();
  const news = new EventEmitter().setMaxListeners(0);
  const membersOf = (room: string) => rooms.get(room) ?? new Map<string, Send>();
  const tell = (room: string, frame: object) => {
    for (const send of membersOf(room).values()) send(frame);
  };

  return {
    tell,
    names: (room: string) => [...membersOf(room).keys()],
    enter: (room: string, name: string, send: Send) =>
      rooms.set(room, membersOf(room).set(name, send)),
    leave: (room: string, name: string) => membersOf(room).delete(name),
    list() {
      const messages = new Map(store.count().map((room) => [room.name, room.messages]));
      return [...new Set([...rooms.keys(), ...messages.keys()])].map((name) => ({
        name,
        members: membersOf(name).size,
        messages: messages.get(name) ?? 0,
      }));
    },
    /** Resolves at the next message of a room, or when the time is over. */
    async next(room: string, waitMs: number): Promise<void> {
      await once(news, room, { signal: AbortSignal.timeout(waitMs) }).catch(() => undefined);
    },
    /** Has a message moderated at once, and stored after those that its sender said before. */
    say(draft: Draft): Promise<Message> {
      const sender = `${draft.room} ${draft.from}`;
      const turn = Promise.allSettled([turns.get(sender), moderate(draft)]).then(([, text]) => {
        if (text.status === 'rejected') throw text.reason;
        const message = store.append({ ...draft, text: text.value });
        tell(draft.room, { type: 'message', ...message });
        news.emit(draft.room);
        return message;
      });
      turns.set(sender, turn);
      return turn;
    },
  };
}
