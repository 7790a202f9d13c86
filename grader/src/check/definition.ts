import type { Measurement, Part, Tier, Timeline, Visibility } from '../result/model.ts';

/** What a check says about itself, as plain data. */
export interface CheckDefinition {
  readonly part: Part;
  readonly theme: string;
  readonly tier: Tier;
  /** Who may see what came of it; everybody when it is left out. */
  readonly visibility?: Visibility;
  /** What the check earns when it passes; a prerequisite earns 0. */
  readonly points: number;
  /** Points for a part of the way: at least this many calls in flight together earn that much. */
  readonly partial?: Readonly<Record<number, number>>;
  /** One sentence: what a passing verdict proves. */
  readonly proves: string;
  /** At most two sentences: which cause this symptom usually has; never the fix. */
  readonly hint: string;
  /** The titles of the checks of the same part without which nothing can be seen. */
  readonly needs?: readonly string[];
  /** Variables of the contract that this check sets for the servers. */
  readonly environment?: Readonly<Record<string, string>>;
  /** It only measures: it is no check to be told, and what goes wrong in it costs nothing. */
  readonly measuresOnly?: true;
  /** No other check runs beside it, because it is timed. */
  readonly alone?: true;
}

/** What a check leaves for the result, beside its errors. */
export interface CheckRecord {
  definition: CheckDefinition;
  /** False for a check that runs only because another one needs it, or not at all. */
  selected?: boolean;
  timelines?: Timeline[];
  /** The most calls seen in flight together: earns partial points. */
  degree?: number;
  measurements?: Measurement[];
  /** The last lines that the servers of the check printed. */
  logLines?: string[];
  /** How long its servers took to start, in milliseconds, added up. */
  startMs?: number;
  /** How long calls were held, in milliseconds. */
  heldMs?: number;
  /** How long it waited for the checks that it needs, in milliseconds. */
  waitedMs?: number;
  /** The first check needed that did not pass. */
  blockedBy?: string;
}

declare module 'vitest' {
  interface TaskMeta {
    check?: CheckRecord;
  }
  interface ProvidedContext {
    grading: Grading;
  }
}

/** What the command line tells the checks. */
export interface Grading {
  readonly folder: string;
  readonly commands: Readonly<Record<string, readonly string[]>>;
  readonly seed: number;
  /** Marks every process of this grading. */
  readonly mark: string;
  /** Where the servers keep their data and running groups are noted. */
  readonly runFolder: string;
  readonly select: {
    readonly title?: string;
    /** Whole titles, of whatever tier. */
    readonly titles?: readonly string[];
    readonly tier?: Tier;
    readonly tiers?: readonly Tier[];
    readonly bonus: boolean;
  };
  readonly verbose: boolean;
  /** False where `/proc` cannot be trusted. */
  readonly trustProc: boolean;
}
