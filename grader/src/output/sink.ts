import type { Result } from '../result/model.ts';

/** Where results go, in one format. */
export interface Sink {
  /** What it is called when it cannot be written. */
  readonly name: string;
  /** Before anything is graded. */
  readonly begin?: () => void;
  /** Takes what is known so far; may throw when it cannot be written. */
  readonly update?: (results: readonly Result[]) => void;
  /** After the last update. */
  readonly finish?: (results: readonly Result[]) => void;
}
