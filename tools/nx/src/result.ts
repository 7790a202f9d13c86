import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is read here of the grader's result. */
export interface Result {
  readonly mode: string;
  readonly checks: readonly { readonly verdict: string }[];
  readonly score: { readonly earned: number; readonly possible: number };
}

/** Where the grader leaves its results. */
export function resultFile(folder: string): string {
  return join(folder, 'result.json');
}

/** Where the exit code of a grading waits for the target `grade`. */
export function exitCodeFile(folder: string): string {
  return join(folder, 'exit-code');
}

/** The results of the grading that was run last. */
export function readResults(folder: string): Result[] {
  return JSON.parse(readFileSync(resultFile(folder), 'utf8')) as Result[];
}
