import { randomInt } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { gradeExercise, type Graded, type GradeOptions } from '../engine/grade-exercise.ts';
import { createProgress, type Progress } from '../progress/progress.ts';
import { toJson } from '../report/json.ts';
import { scoreCard } from '../report/score-card.ts';
import { exitCodeOf, type Required } from '../result/exit-code.ts';
import { nextOf } from '../result/next.ts';
import type { Result } from '../result/model.ts';
import { allExercises, exerciseNamed } from '../submission/exercises.ts';
import { UsageError } from '../submission/usage-error.ts';
import { styleOf } from './style.ts';
import { watchExercise } from './watch.ts';

/** What the command line says of a grading. */
export interface GradeArguments extends Omit<GradeOptions, 'seed'> {
  readonly seed?: number;
  readonly next?: true;
  readonly require: Required;
  readonly json?: string;
  readonly watch?: true;
  readonly plain: boolean;
}

/** Grades one exercise or all, prints a card for each and sets the exit code. */
export async function grade(
  name: string | undefined,
  given: GradeArguments,
  signal: AbortSignal,
): Promise<void> {
  // Whatever is left in the middle of something ends with this process; the custodian ends the rest.
  signal.addEventListener('abort', () => process.exit());
  const exercises = name === undefined ? allExercises() : [exerciseNamed(name)];
  const options = { ...given, seed: given.seed ?? randomInt(1, 1_000_000) };
  if (options.watch === true) {
    await watch(exercises, options, signal);
    return;
  }
  const results: Result[] = [];
  let isBroken = false;
  for (const exercise of exercises) {
    const { result, broken } = await gradeWithProgress(exercise, options);
    if (result.checks.length === 0 && broken === undefined) throw nothingRan(options);
    results.push(result);
    process.stdout.write(scoreCard(result, styleOf(process.stdout, options.plain)));
    if (broken === undefined) continue;
    console.error(`The grader broke, which is not your fault: ${broken}`);
    isBroken = true;
  }
  if (options.json !== undefined) writeJson(options.json, results);
  // Vitest has set a code of its own by now.
  process.exitCode = isBroken ? 2 : exitCodeOf(results, options.require);
}

type Options = GradeArguments & Pick<GradeOptions, 'seed'>;

async function watch(exercises: readonly string[], options: Options, signal: AbortSignal) {
  const [exercise] = exercises;
  if (exercise === undefined || exercises.length > 1) {
    throw new UsageError('expected one exercise to watch, such as: npm run grade -- blog --watch');
  }
  using progress = progressOf(options);
  const style = styleOf(process.stdout, options.plain);
  await watchExercise(exercise, options, { style, progress }, signal);
}

function progressOf({ plain, verbose }: Options): Progress {
  const redraw = process.stderr.isTTY && !plain && verbose !== true;
  return createProgress(process.stderr, { ...styleOf(process.stderr, plain), redraw });
}

async function gradeWithProgress(exercise: string, options: Options) {
  using progress = progressOf(options);
  const printed = (text: string) => {
    for (const line of text.split('\n').filter((line) => line !== '')) progress.note(line);
  };
  const run = (more: Partial<GradeOptions>) =>
    gradeExercise(exercise, { ...options, ...more }, { ...progress, printed });
  if (options.next !== true) return await run({});
  for (const tier of ['core', 'stretch'] as const) {
    const graded = await run({ tier });
    const next = nextOf(graded.result);
    if (next !== undefined) return { ...graded, result: next } satisfies Graded;
    if (tier === 'stretch') return graded;
  }
  throw new Error('there is no tier left');
}

function nothingRan({ check, tier }: Options): UsageError {
  const asked = check === undefined ? `the tier "${tier ?? ''}"` : `"${check}" in its title`;
  return new UsageError(`expected a check to run, but none has ${asked}`);
}

function writeJson(file: string, results: readonly Result[]): void {
  const path = resolve(process.env['INIT_CWD'] ?? process.cwd(), file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, toJson(results));
}
