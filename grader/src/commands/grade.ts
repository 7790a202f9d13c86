import { randomInt } from 'node:crypto';
import {
  gradeExercise,
  type Graded,
  type GradeListener,
  type GradeOptions,
} from '../engine/grade-exercise.ts';
import { listChecks } from '../engine/list-checks.ts';
import { notBegun } from '../engine/not-begun.ts';
import { createOutput, type Output } from '../output/output.ts';
import { requestOf } from '../output/request.ts';
import { createProgress, type Progress } from '../progress/progress.ts';
import { scoreCard } from '../report/score-card.ts';
import { exitCodeOf, type Required } from '../result/exit-code.ts';
import { nextOf } from '../result/next.ts';
import type { Part, Result } from '../result/model.ts';
import { allExercises, exerciseNamed } from '../submission/exercises.ts';
import { UsageError } from '../submission/usage-error.ts';
import { styleOf } from './style.ts';
import { watchExercise } from './watch.ts';

/** What the command line says of a grading. */
export interface GradeArguments extends Omit<GradeOptions, 'seed' | 'also'> {
  readonly seed?: number;
  /** More files of checks for each exercise that is graded, or for one part of it. */
  readonly also?: (exercise: string, only?: Part) => readonly string[];
  readonly next?: true;
  readonly require: Required;
  readonly emit: readonly string[];
  /** A file for the results as JSON. */
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
  const output = outputOf(options);
  output.begin();
  const { results, broken } = await gradeEach(exercises, options, output);
  const unwritten = output.finish(results);
  for (const line of unwritten) console.error(line);
  // Vitest has set a code of its own by now.
  const isWhole = broken.length === 0 && unwritten.length === 0;
  process.exitCode = isWhole ? exitCodeOf(results, options.require) : 2;
}

type Options = GradeArguments & Pick<GradeOptions, 'seed'>;

function optionsFor(exercise: string, { also, ...options }: Options): GradeOptions {
  return { ...options, also: also?.(exercise, options.only) ?? [] };
}

async function gradeEach(exercises: readonly string[], options: Options, output: Output) {
  const results = await resultsBefore(exercises, options, output);
  const broken: string[] = [];
  for (const [index, exercise] of exercises.entries()) {
    const soFar = (result: Result) => {
      if (result.checks.length > 0) output.update(results.toSpliced(index, 1, result));
    };
    const graded = await gradeWithProgress(exercise, options, output.isWanted ? soFar : undefined);
    if (graded.result.checks.length === 0 && graded.broken === undefined) throw nothingRan(options);
    results[index] = graded.result;
    process.stdout.write(scoreCard(graded.result, styleOf(process.stdout, options.plain)));
    if (graded.broken === undefined) continue;
    console.error(`The grader broke, which is not your fault: ${graded.broken}`);
    broken.push(graded.broken);
  }
  return { results, broken };
}

function outputOf({ emit, json }: Options): Output {
  const requests = json === undefined ? emit : [...emit, `json=${json}`];
  return createOutput(requests.map(requestOf), {
    environment: process.env,
    print: (text) => void process.stdout.write(text),
  });
}

/** What is known before the first exercise: the points of the others belong to the sum from the start. */
async function resultsBefore(
  exercises: readonly string[],
  options: Options,
  { isWanted }: Output,
): Promise<Result[]> {
  if (!isWanted || exercises.length === 1 || options.next === true) return [];
  const results: Result[] = [];
  for (const exercise of exercises) {
    const own = optionsFor(exercise, options);
    results.push(notBegun(exercise, await listChecks(exercise, own.also), own));
  }
  return results;
}

async function watch(exercises: readonly string[], options: Options, signal: AbortSignal) {
  const [exercise] = exercises;
  if (exercise === undefined || exercises.length > 1) {
    throw new UsageError('expected one exercise to watch, such as: npm run grade -- blog --watch');
  }
  using progress = progressOf(options);
  const style = styleOf(process.stdout, options.plain);
  await watchExercise(exercise, optionsFor(exercise, options), { style, progress }, signal);
}

function progressOf({ plain, verbose }: Options): Progress {
  const redraw = process.stderr.isTTY && !plain && verbose !== true;
  return createProgress(process.stderr, { ...styleOf(process.stderr, plain), redraw });
}

async function gradeWithProgress(
  exercise: string,
  options: Options,
  soFar: ((result: Result) => void) | undefined,
) {
  using progress = progressOf(options);
  const printed = (text: string) => {
    for (const line of text.split('\n').filter((line) => line !== '')) progress.note(line);
  };
  const listener: GradeListener = {
    ...progress,
    printed,
    ...(soFar !== undefined && { soFar }),
  };
  const run = (more: Partial<GradeOptions>) =>
    gradeExercise(exercise, { ...optionsFor(exercise, options), ...more }, listener);
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
