import { join } from 'node:path';

/** What is read here of the grader's result. */
export interface Result {
  readonly mode: string;
  readonly checks: readonly { readonly verdict: string }[];
  readonly score: { readonly earned: number; readonly possible: number };
}

export const resultFile = (folder: string) => join(folder, 'result.json');
export const exitCodeFile = (folder: string) => join(folder, 'exit-code');
