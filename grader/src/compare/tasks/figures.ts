import { contestantData } from '../contestant.ts';
import { isMeasured, medianIn, speedupOf, type Row } from '../row.ts';
import { mostInFlight, spanOf } from '../span.ts';
import type { Load } from './plan.ts';
import type { Run } from './run.ts';

/** The medians of a row. */
export interface Figures {
  readonly answerMs: number;
  readonly doneMs: number;
  /** A mail server that answers at once lets no mail wait, and a file needs none. */
  readonly span?: number;
  readonly mostInFlight?: number;
}

/** The figures of a row that was measured. */
export function figuresOf(row: Row<Run>, load: Load): Figures {
  const waits = load.kind === 'mails' && load.delayMs > 0;
  return {
    answerMs: medianIn(row, ({ answerMs }) => answerMs),
    doneMs: medianIn(row, doneMs),
    ...(waits && {
      span: medianIn(row, ({ mails }) => spanOf(mails)),
      mostInFlight: medianIn(row, ({ mails }) => mostInFlight(mails)),
    }),
  };
}

/** What the rows of a load are compared by. */
export const doneMs = (run: Run): number => run.doneMs;

/** The rows of a load as plain data. */
export function rowsData(rows: readonly Row<Run>[], load: Load) {
  return rows.map((row) => {
    const about = { ...contestantData(row.contestant), ...load };
    if (!isMeasured(row)) return { ...about, unmeasured: row.unmeasured };
    const { span = null, mostInFlight: most = null, ...times } = figuresOf(row, load);
    const speedup = speedupOf(row, rows, doneMs) ?? null;
    return { ...about, turns: row.runs.length, ...times, span, mostInFlight: most, speedup };
  });
}
