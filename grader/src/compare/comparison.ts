import type { Pen } from '../report/pen.ts';
import type { Workspace } from '../submission/workspace.ts';
import type { Status } from './status.ts';

/** What a measurement runs on, and where it says what it does just now. */
export interface Measuring {
  readonly workspace: Workspace;
  readonly status: Status;
  readonly signal: AbortSignal;
}

/** The rows of one load: as lines for a person, and as plain data. */
export interface MeasuredBlock {
  lines(pen: Pen): readonly string[];
  readonly data: readonly object[];
}

/** What is measured of an exercise, and how it is told. */
export interface Comparison {
  /** What is tried before anything is measured. */
  readonly tries: string;
  /** Tries it; throws a `CompareProblem` with all that is missing. */
  preflight(workspace: Workspace, signal: AbortSignal): Promise<void>;
  /** The lines above the figures. */
  headLines(pen: Pen): readonly string[];
  /** Measures; each block is given out as soon as it is there. */
  measure(measuring: Measuring): AsyncIterable<MeasuredBlock>;
  /** What the columns mean. */
  readonly meanings: readonly (readonly [word: string, meaning: string])[];
}
