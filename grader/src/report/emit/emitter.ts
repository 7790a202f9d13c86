import type { Result } from '../../result/model.ts';

/** The variables that a grading was started with. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Makes a file of a result format. */
export interface Emitter {
  /** What the environment lacks, in one line; `undefined` when nothing. */
  readonly problem?: (environment: Environment) => string | undefined;
  /** The whole text of the file; of a grading that is not over too. */
  readonly emit: (results: readonly Result[], environment: Environment) => string;
}
