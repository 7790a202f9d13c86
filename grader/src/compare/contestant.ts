import type { Half } from '../serve/playground.ts';

/** One of the servers that are compared. */
export interface Contestant {
  readonly name: string;
  readonly half: Half;
  /** How many requests the sync half serves at once. */
  readonly workers?: number;
  /** How many tasks the async half runs at once, where it has a limit. */
  readonly concurrency?: number;
}

/** The environment that makes a half this contestant. */
export function variablesOf({ workers, concurrency }: Contestant): Record<string, string> {
  return {
    ...(workers !== undefined && { WORKERS: String(workers) }),
    ...(concurrency !== undefined && { CONCURRENCY: String(concurrency) }),
  };
}

/** What the figures of a contestant begin with. */
export function contestantData({ half, workers, concurrency }: Contestant) {
  return { half, workers: workers ?? null, ...(concurrency !== undefined && { concurrency }) };
}
