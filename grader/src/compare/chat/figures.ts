import { medianOf } from '../../check/ratio.ts';
import { contestantData } from '../contestant.ts';
import { isMeasured, medianIn, speedupOf, type Row } from '../row.ts';
import { mostInFlight, spanOf } from '../span.ts';
import type { Load } from './plan.ts';
import type { Run } from './run.ts';

/** The medians of a row. */
export interface Figures {
  readonly medianMs: number;
  readonly lastMs: number;
  readonly mebibytes: number;
  /** A moderation that answers at once lets no message wait. */
  readonly span?: number;
  readonly mostInFlight?: number;
  /** What one message costs one reader. */
  readonly requestsEach?: number;
}

/** The figures of a row that was measured. */
export function figuresOf(row: Row<Run>, load: Load): Figures {
  const waits = load.kind === 'senders' && load.delayMs > 0;
  return {
    medianMs: medianIn(row, medianMs),
    lastMs: medianIn(row, lastMs),
    mebibytes: medianIn(row, ({ bytes }) => bytes / 2 ** 20),
    ...(waits && {
      span: medianIn(row, ({ calls }) => spanOf(calls)),
      mostInFlight: medianIn(row, ({ calls }) => mostInFlight(calls)),
    }),
    ...(load.kind === 'readers' && {
      requestsEach: medianIn(row, ({ requests, waitsMs }) => requests / waitsMs.length),
    }),
  };
}

/** How many times sooner the last sender has his answer, or half of the messages are read. */
export function gainOf(row: Row<Run>, rows: readonly Row<Run>[], { kind }: Load) {
  return speedupOf(row, rows, kind === 'senders' ? lastMs : medianMs);
}

/** The rows of a load as plain data. */
export function rowsData(rows: readonly Row<Run>[], load: Load) {
  return rows.map((row) => {
    const about = { ...contestantData(row.contestant), ...load };
    if (!isMeasured(row)) return { ...about, unmeasured: row.unmeasured };
    const { span = null, mostInFlight: most = null, ...figures } = figuresOf(row, load);
    const speedup = gainOf(row, rows, load) ?? null;
    return { ...about, turns: row.runs.length, ...figures, span, mostInFlight: most, speedup };
  });
}

const medianMs = ({ waitsMs }: Run): number => medianOf(waitsMs);
const lastMs = ({ waitsMs }: Run): number => Math.max(...waitsMs);
