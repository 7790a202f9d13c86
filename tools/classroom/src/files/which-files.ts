import { shortName } from '@overlap/grader/submission/exercises.ts';

/**
 * Whom the files are for: a student; a machine that grades, without or with the checks that
 * students do not see.
 */
export type Scope = 'student' | 'bundle' | 'bundle with hidden checks';

/** What every repository made from the kit has, as globs; what is not named here stays behind. */
const always = [
  '.editorconfig',
  '.npmrc',
  'LICENSE',
  'grader/bin/overlap.js',
  'grader/package.json',
  'grader/schema/result.schema.json',
  'grader/schema/submission.schema.json',
  'grader/src/check/**',
  'grader/src/commands/compare.ts',
  'grader/src/commands/grade.ts',
  'grader/src/commands/interruptible.ts',
  'grader/src/commands/run-program.ts',
  'grader/src/commands/plain-option.ts',
  'grader/src/commands/serve.ts',
  'grader/src/commands/style.ts',
  'grader/src/commands/watch.ts',
  'grader/src/commands/whole-number.ts',
  'grader/src/compare/*',
  'grader/src/engine/**',
  'grader/src/gate/**',
  'grader/src/main.ts',
  'grader/src/output/**',
  'grader/src/progress/**',
  'grader/src/quiet/**',
  'grader/src/report/**',
  'grader/src/result/**',
  'grader/src/serve/*',
  'grader/src/server/**',
  'grader/src/submission/**',
  'grader/src/traffic/**',
  'tools/sync-server/README.md',
  'tools/sync-server/package.json',
  'tools/sync-server/src/**',
];

const ofExercise = (exercise: string) => [
  `exercises/${exercise}/**`,
  `grader/src/exercises/${exercise}/**`,
  `grader/src/compare/${shortName(exercise)}/**`,
  `grader/src/serve/playgrounds/${shortName(exercise)}.ts`,
];

const bundled = [
  'course.json',
  'handed-out.json',
  'tools/classroom/bin/**',
  'tools/classroom/package.json',
  'tools/classroom/src/**',
  'tools/classroom/templates/**',
];

const hidden = (exercise: string) => [`solutions/${exercise}/hidden/**`];

/** Globs for what comes along as it is, by paths in the kit. */
export function whichFiles(scope: Scope, exercises: readonly string[]): string[] {
  return [
    ...always,
    ...exercises.flatMap(ofExercise),
    ...(scope === 'student' ? [] : bundled),
    ...(scope === 'bundle with hidden checks' ? exercises.flatMap(hidden) : []),
  ];
}
