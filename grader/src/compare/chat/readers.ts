import type { Target } from '../../traffic/volley.ts';
import type { Contestant } from '../contestant.ts';
import type { Reader } from './reader.ts';
import { startPoller, type Manner } from './poller.ts';
import { startSubscriber } from './subscriber.ts';

export type Way = NonNullable<Contestant['way']>;

/** How long a request may wait for a message: longer than one has to here. */
const longestWaitMs = 20_000;
/** How soon those ask again who do not wait. */
export const askEveryMs = 200;

/** Lets some people read in a room, in one way. */
export function startReaders(
  target: Target,
  { way, count, room, messages }: { way: Way; count: number; room: string; messages: number },
): readonly Reader[] {
  return Array.from({ length: count }, (_, index) => {
    const reading = { room, name: `reader-${index + 1}`, messages };
    if (way === 'push') return startSubscriber(target, reading);
    return startPoller(target, reading, mannerOf(way, index / count));
  });
}

/** Those who ask again and again do not all ask at the same moment. */
function mannerOf(way: 'wait' | 'ask', share: number): Manner {
  if (way === 'wait') return { firstMs: 0, waitMs: longestWaitMs, everyMs: 0 };
  return { firstMs: share * askEveryMs, waitMs: 0, everyMs: askEveryMs };
}
