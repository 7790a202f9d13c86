import { countOf } from '../../report/count-of.ts';
import { asyncHalf, syncWith, type Contestant } from '../contestant.ts';
import type { Plan } from '../trial.ts';

/** People who say something at the same moment; the moderation takes this long for each. */
export interface SendersLoad {
  readonly kind: 'senders';
  readonly count: number;
  readonly delayMs: number;
}

/** People in a room in which something is said again and again; the moderation answers at once. */
export interface ReadersLoad {
  readonly kind: 'readers';
  readonly count: number;
  readonly messages: number;
  readonly everyMs: number;
}

export type Load = SendersLoad | ReadersLoad;

const readers: ReadersLoad = { kind: 'readers', count: 12, messages: 4, everyMs: 300 };

export const fullPlan: Plan<Load> = {
  loads: [
    { kind: 'senders', count: 12, delayMs: 0 },
    { kind: 'senders', count: 12, delayMs: 100 },
    readers,
  ],
  turns: 5,
  budgetMs: 90_000,
};

/** Who is measured under a load; all others are compared with the first. */
export function contestantsFor({ kind, count }: Load): readonly Contestant[] {
  if (kind === 'senders') return [syncWith(1), syncWith(4), syncWith(count), asyncHalf];
  return [
    // Each reader that waits holds a worker, and somebody must say something.
    heardBy(syncWith(count + 1), 'wait'),
    heardBy(syncWith(4), 'ask'),
    heardBy(asyncHalf, 'wait'),
    heardBy(asyncHalf, 'push'),
  ];
}

function heardBy(contestant: Contestant, way: NonNullable<Contestant['way']>): Contestant {
  return { ...contestant, name: `${contestant.name}, ${way}`, way };
}

/** A load in words. */
export function loadWords(load: Load): string {
  if (load.kind === 'senders') {
    const { count, delayMs } = load;
    const answers = delayMs === 0 ? 'at once' : `after ${delayMs} ms`;
    return `${countOf(count, 'sender')} together, each moderated ${answers}`;
  }
  const { count, messages, everyMs } = load;
  return `${countOf(count, 'reader')}, ${countOf(messages, 'message')}, one every ${everyMs} ms`;
}
