import type { IncomingMessage } from 'node:http';
import { createBodyStore, type BodyStore } from './body-store.ts';

/** How a body's arrival ended; only a body that is `whole` leaves anything in its store. */
export type Received = 'whole' | 'too large' | 'client gone';

export interface ReceivedBody {
  readonly outcome: Received;
  readonly store: BodyStore;
}

/** Receives a whole body without a worker, as a slow client may take any time. */
export async function receiveBody(
  request: IncomingMessage,
  maxBytes: number,
): Promise<ReceivedBody> {
  const store = createBodyStore();
  const outcome = announcesMore(request, maxBytes)
    ? 'too large'
    : await receiveInto(store, request, maxBytes);
  if (outcome !== 'whole') await store.remove();
  return { outcome, store };
}

/** Whether the client already says that it will send more than `maxBytes`. */
export function announcesMore({ headers }: IncomingMessage, maxBytes: number): boolean {
  return Number(headers['content-length'] ?? 0) > maxBytes;
}

async function receiveInto(
  store: BodyStore,
  request: IncomingMessage,
  maxBytes: number,
): Promise<Received> {
  try {
    // Leaving the loop must not destroy the connection: it still has to carry the 413.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      await store.add(chunk as Buffer);
      if (store.size > maxBytes) return 'too large';
    }
    return 'whole';
  } catch (error) {
    if (!request.complete) return 'client gone';
    await store.remove();
    throw error;
  }
}
