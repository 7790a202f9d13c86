import { on, once } from 'node:events';

import { config } from '../../shared/config.ts';
import { HttpError } from '../../shared/http-error.ts';
import type { Message } from '../../shared/message.ts';
import { openStore } from '../../shared/store.ts';
import { encode, type Chat } from '../plain-ws/chat.ts';
import { serve } from '../plain-ws/serve.ts';
import { createBus, type Presence } from './bus.ts';
import { tellMembersOn } from './members.ts';
import { lineUpOn, moderateOn, storeOn } from './speaking.ts';

const store = openStore(config.dataDir);
const bus = createBus();
const line = lineUpOn(bus);
moderateOn(bus);
storeOn(bus, store);
const members = tellMembersOn(bus);
const stopping = new AbortController();

const chat: Chat = {
  say(draft, gone) {
    const { promise, resolve, reject } = Promise.withResolvers<Message>();
    if (stopping.signal.aborted) reject(new HttpError(503, 'the server stops'));
    else bus.emit('said', { draft, gone, resolve, reject });
    return promise;
  },
  async read(room, { after, limit, waitMs }, gone) {
    const messages = store.after(room, after, limit);
    if (messages.length > 0 || waitMs === 0) return messages;
    const signal = AbortSignal.any([gone, stopping.signal, AbortSignal.timeout(waitMs)]);
    try {
      for await (const [message] of on(bus, 'stored', { signal }) as AsyncIterable<[Message]>) {
        if (message.room === room && message.id > after) return store.after(room, after, limit);
      }
    } catch {
      // The time is over, the reader has gone or the server stops.
    }
    return [];
  },
  rooms() {
    const rooms = new Map(store.count().map((room) => [room.name, { ...room, members: 0 }]));
    for (const name of members.rooms()) {
      const room = rooms.get(name) ?? { name, members: 0, messages: 0 };
      rooms.set(name, { ...room, members: room.members + 1 });
    }
    return [...rooms.values()];
  },
  enter({ room, name, after }, tell) {
    if (members.isTaken({ room, name })) return undefined;
    const presence: Presence = { room, name, tell };
    bus.emit('joined', presence);
    const messages = store.after(room, after);
    tell(encode({ type: 'welcome', room, members: members.names(room), messages }));
    return () => bus.emit('left', presence);
  },
  async drain() {
    stopping.abort();
    if (!line.isIdle()) await once(bus, 'idle');
  },
};

serve(chat);
