import type { CheckDefinition } from '../check/definition.ts';
import { isSelected } from '../check/selection.ts';
import { schemaVersion, type Result } from '../result/model.ts';
import { scoreOf } from '../result/score.ts';
import { folderOf, shownFolder } from '../submission/exercises.ts';
import { replayOf, selectOf, type GradeOptions } from './grade-exercise.ts';
import { notOver } from './not-over.ts';

/** What is known of an exercise before it is begun. */
export function notBegun(
  exercise: string,
  declared: readonly (CheckDefinition & { readonly title: string })[],
  options: GradeOptions,
): Result {
  const checks = declared
    .filter((one) => options.only === undefined || one.part === options.only)
    .filter((one) => isSelected(one.title, one, selectOf(options)))
    .map((one) =>
      notOver(one.title, one, (title, part) => replayOf(exercise, options, title, part)),
    );
  return {
    schemaVersion,
    exercise,
    submission: submissionOf(exercise, options),
    seed: options.seed,
    startedAt: new Date().toISOString(),
    durationMs: 0,
    mode: 'final',
    complete: false,
    score: scoreOf(checks),
    checks,
    measurements: [],
  };
}

/** A folder that cannot be graded is refused when its turn comes. */
function submissionOf(exercise: string, options: GradeOptions): string {
  try {
    return shownFolder(folderOf(exercise, options));
  } catch {
    return options.submission ?? exercise;
  }
}

/** The result of an exercise that could not be begun, because of what was submitted: nothing is earned. */
export function refused(before: Result, message: string): Result {
  const checks = before.checks.map((check) => ({ ...check, verdict: 'failed' as const, message }));
  const remarks = [`${before.exercise} could not be graded: ${message}.`];
  return { ...before, complete: true, score: scoreOf(checks), remarks, checks };
}
