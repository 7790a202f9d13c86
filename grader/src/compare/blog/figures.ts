import { contestantData, type Contestant } from '../contestant.ts';
import type { Load } from './plan.ts';
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

/** Requests a second of the async half by those of a sync row. */
export function ratioOf(row: Measured, async: Measured | undefined): number | undefined {
  if (row.contestant.half === 'async' || async === undefined) return undefined;
  return row.requestsPerSecond === 0 ? undefined : async.requestsPerSecond / row.requestsPerSecond;
}

/** The row of the async half, when it was measured. */
export function asyncRow(rows: readonly Row[]): Measured | undefined {
  return rows.filter(isMeasured).find(({ contestant }) => contestant.half === 'async');
}

/** The rows as plain data. */
export function rowsData(rows: readonly Row[]) {
  return rows.map((row) => rowData(row, asyncRow(rows)));
}

function rowData(row: Row, async: Measured | undefined) {
  const about = { ...contestantData(row.contestant), ...row.load };
  if (!isMeasured(row)) return { ...about, unmeasured: row.unmeasured };
  const { summary, requestsPerSecond, calls, span = null, mostInFlight = null } = row;
  const asyncToSync = ratioOf(row, async) ?? null;
  return { ...about, requestsPerSecond, asyncToSync, calls, span, mostInFlight, measure: summary };
}
