import { medianOf } from '../check/ratio.ts';
import type { Contestant } from './contestant.ts';

/** What one contestant did under one load, turn for turn; or why there are no figures. */
export interface Row<R> {
  readonly contestant: Contestant;
  readonly runs: readonly R[];
  readonly unmeasured?: string;
}

export function isMeasured({ runs, unmeasured }: Row<unknown>): boolean {
  return runs.length > 0 && unmeasured === undefined;
}

/** The median of a figure over the turns of a row; NaN when it was not measured. */
export function medianIn<R>(row: Row<R>, figure: (run: R) => number): number {
  return isMeasured(row) ? medianOf(row.runs.map(figure)) : NaN;
}

/** How many times sooner a row was done than the first one of its load; `undefined` for that one. */
export function speedupOf<R>(
  row: Row<R>,
  [first]: readonly Row<R>[],
  doneMs: (run: R) => number,
): number | undefined {
  if (first === undefined || first === row) return undefined;
  const speedup = medianIn(first, doneMs) / medianIn(row, doneMs);
  return Number.isNaN(speedup) ? undefined : speedup;
}
