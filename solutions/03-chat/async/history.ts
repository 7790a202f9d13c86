import { EventEmitter, once } from 'node:events';

import type { Message } from '../shared/message.ts';
import type { Store } from '../shared/store.ts';
import type { Since } from '../shared/validation.ts';

export type History = ReturnType<typeof createHistory>;

/** The stored messages, and whoever waits for the next one. */
export function createHistory(store: Store) {
  const news = new EventEmitter().setMaxListeners(0);
  const closed = new AbortController();

  return {
    /** Tells whoever waits that a message was stored. */
    announce: ({ room }: Message) => news.emit(room),
    /**
     * What was said after a message: at once when there is something, else as soon as there is, and
     * nothing when the time is over, the reader has gone or the server stops.
     */
    async read(room: string, { after, limit, waitMs }: Since, gone: AbortSignal) {
      const messages = store.after(room, after, limit);
      if (messages.length > 0 || waitMs === 0) return messages;
      const signal = AbortSignal.any([gone, closed.signal, AbortSignal.timeout(waitMs)]);
      while (messages.length === 0 && !signal.aborted) {
        await once(news, room, { signal }).catch(() => undefined);
        messages.push(...store.after(room, after, limit));
      }
      return messages;
    },
    /** Lets nobody wait any more. */
    close: () => closed.abort(),
  };
}
