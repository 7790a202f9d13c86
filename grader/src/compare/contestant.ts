import { countOf } from '../report/count-of.ts';
import type { Half } from '../serve/playground.ts';

/** One of the servers that are compared. */
export interface Contestant {
  readonly name: string;
  readonly half: Half;
  /** How many requests the sync half serves at once. */
  readonly workers?: number;
  /** How many tasks the async half runs at once, where it has a limit. */
  readonly concurrency?: number;
  /** How readers learn of a message: they ask and wait, they ask again and again, or it is pushed. */
  readonly way?: 'wait' | 'ask' | 'push';
}

/** The sync half with this many workers. */
export function syncWith(workers: number): Contestant {
  return { name: `sync, ${countOf(workers, 'worker')}`, half: 'sync', workers };
}

/** The async half, where it has no limit. */
export const asyncHalf: Contestant = { name: 'async', half: 'async' };

/** The environment that makes a half this contestant. */
export function variablesOf({ workers, concurrency }: Contestant): Record<string, string> {
  return {
    ...(workers !== undefined && { WORKERS: String(workers) }),
    ...(concurrency !== undefined && { CONCURRENCY: String(concurrency) }),
  };
}

/** What the figures of a contestant begin with. */
export function contestantData({ half, workers, concurrency, way }: Contestant) {
  return {
    half,
    workers: workers ?? null,
    ...(concurrency !== undefined && { concurrency }),
    ...(way !== undefined && { way }),
  };
}
