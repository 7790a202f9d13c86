import { medianOf } from '../../check/ratio.ts';
import { contestantData, type Contestant } from '../contestant.ts';
import { mostInFlight, spanOf } from '../span.ts';
import type { Load } from './plan.ts';
import type { Run } from './run.ts';

/** What one contestant did under one load, turn for turn; or why there are no figures. */
export interface Row {
  readonly contestant: Contestant;
  readonly runs: readonly Run[];
  readonly unmeasured?: string;
}

/** The medians of a row. */
export interface Figures {
  readonly answerMs: number;
  readonly doneMs: number;
  /** A mail server that answers at once lets no mail wait, and a file needs none. */
  readonly span?: number;
  readonly mostInFlight?: number;
}

/** The figures of a row; `undefined` without a run. */
export function figuresOf({ runs, unmeasured }: Row, load: Load): Figures | undefined {
  if (runs.length === 0 || unmeasured !== undefined) return undefined;
  const median = (figure: (run: Run) => number) => medianOf(runs.map(figure));
  const waits = load.kind === 'mails' && load.delayMs > 0;
  return {
    answerMs: median(({ answerMs }) => answerMs),
    doneMs: median(({ doneMs }) => doneMs),
    ...(waits && {
      span: median(({ mails }) => spanOf(mails)),
      mostInFlight: median(({ mails }) => mostInFlight(mails)),
    }),
  };
}

/** How many times sooner a row is done than the first one of its load. */
export function speedupOf(row: Row, rows: readonly Row[], load: Load): number | undefined {
  const [first] = rows;
  if (first === undefined || first === row) return undefined;
  const [serial, own] = [figuresOf(first, load), figuresOf(row, load)];
  return serial === undefined || own === undefined ? undefined : serial.doneMs / own.doneMs;
}

/** The rows of a load as plain data. */
export function rowsData(rows: readonly Row[], load: Load) {
  return rows.map((row) => {
    const about = { ...contestantData(row.contestant), ...load };
    const figures = figuresOf(row, load);
    if (figures === undefined) return { ...about, unmeasured: row.unmeasured };
    const { span = null, mostInFlight: most = null, ...times } = figures;
    const speedup = speedupOf(row, rows, load) ?? null;
    return { ...about, turns: row.runs.length, ...times, span, mostInFlight: most, speedup };
  });
}
