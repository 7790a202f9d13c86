import type { Contestant, Load } from './plan.ts';
import type { Summary } from './summary.ts';

/** What one contestant did under one load. */
export interface Measured {
  readonly contestant: Contestant;
  readonly load: Load;
  /** What `measure.ts` says. */
  readonly summary: Summary;
  readonly requestsPerSecond: number;
  /** What the dependency saw; with an answer at once no call can overlap another there. */
  readonly calls: number;
  readonly span?: number;
  readonly mostInFlight?: number;
}

/** A row of the table; `unmeasured` says why there are no figures. */
export type Row =
  Measured | { readonly contestant: Contestant; readonly load: Load; readonly unmeasured: string };

/** The rows of one load. */
export interface Block {
  readonly load: Load;
  readonly rows: readonly Row[];
}

export function isMeasured(row: Row): row is Measured {
  return !('unmeasured' in row);
}
