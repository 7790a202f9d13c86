import { randomInt } from 'node:crypto';
import {
  gradeExercise,
  type Graded,
  type GradeListener,
  type GradeOptions,
} from '../engine/grade-exercise.ts';
import { listChecks, type DeclaredCheck } from '../engine/list-checks.ts';
import { notBegun, refused } from '../engine/not-begun.ts';
import { createOutput, type Output } from '../output/output.ts';
import { requestOf } from '../output/request.ts';
import { createProgress, type EndedCheck, type Progress } from '../progress/progress.ts';
import { scoreCard } from '../report/score-card.ts';
import { exitCodeOf, type Required } from '../result/exit-code.ts';
import { isKept, withoutKept } from '../result/kept.ts';
import { nextOf } from '../result/next.ts';
import type { Part, Result, Tier } from '../result/model.ts';
import { allExercises, exerciseNamed } from '../submission/exercises.ts';
import { UsageError } from '../submission/usage-error.ts';
import { styleOf } from './style.ts';
import { watchExercise } from './watch.ts';

/** What the command line says of a grading. */
export interface GradeArguments extends Omit<GradeOptions, 'seed' | 'also'> {
  readonly seed?: number;
  /** More files of checks for each exercise that is graded, or for one part of it. */
  readonly also?: (exercise: string, only?: Part) => readonly string[];
  /** What an instructor makes of it. */
  readonly amendments?: Amendments;
  readonly next?: true;
  readonly require: Required;
  readonly emit: readonly string[];
  /** A file for the results as JSON. */
  readonly json?: string;
  readonly watch?: true;
  readonly plain: boolean;
}

/** What the grading of record does otherwise. */
export interface Amendments {
  /** The checks of an exercise, and which tiers of them count. */
  readonly checksOf: (exercise: string) => Promise<readonly DeclaredCheck[]>;
  readonly tiersOf: (exercise: string) => readonly Tier[];
  /** What becomes of a result before it is printed or written. */
  readonly amend: (result: Result) => Result;
  /** Whether students read what is printed, who see no more of some checks than their sums. */
  readonly isReadByStudents: boolean;
}

/** Grades one exercise or all, prints a card for each and sets the exit code. */
export async function grade(
  name: string | undefined,
  given: GradeArguments,
  signal: AbortSignal,
): Promise<void> {
  const exercises = name === undefined ? allExercises() : [exerciseNamed(name)];
  await gradeExercises(exercises, given, signal);
}

/** The same for several exercises, by their full names. */
export async function gradeExercises(
  exercises: readonly string[],
  given: GradeArguments,
  signal: AbortSignal,
): Promise<void> {
  // Whatever is left in the middle of something ends with this process; the custodian ends the rest.
  signal.addEventListener('abort', () => process.exit());
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
  const tiers = options.amendments?.tiersOf(exercise);
  return {
    ...options,
    also: also?.(exercise, options.only) ?? [],
    ...(tiers !== undefined && { tiers }),
  };
}

async function gradeEach(exercises: readonly string[], options: Options, output: Output) {
  const { amend, isReadByStudents } = options.amendments ?? unamended;
  const results = await resultsBefore(exercises, options, output);
  const broken: string[] = [];
  for (const [index, exercise] of exercises.entries()) {
    const soFar = (result: Result) => {
      if (result.checks.length === 0) return;
      output.update(results.toSpliced(index, 1, amend(result)));
    };
    const graded = await gradeOrRefuse(exercise, options, output.isWanted ? soFar : undefined);
    if (graded.result.checks.length === 0 && graded.broken === undefined) throw nothingRan(options);
    const result = amend(graded.result);
    results[index] = result;
    const shown = isReadByStudents ? withoutKept(result) : result;
    process.stdout.write(scoreCard(shown, styleOf(process.stdout, options.plain)));
    if (graded.broken === undefined) continue;
    console.error(`The grader broke, which is not your fault: ${graded.broken}`);
    broken.push(graded.broken);
  }
  return { results, broken };
}

const unamended: Pick<Amendments, 'amend' | 'isReadByStudents'> = {
  amend: (result) => result,
  isReadByStudents: false,
};

/** In the grading of record, a submission that cannot be graded does not end the grading of the others. */
async function gradeOrRefuse(
  exercise: string,
  options: Options,
  soFar: ((result: Result) => void) | undefined,
): Promise<Graded> {
  try {
    return await gradeWithProgress(exercise, options, soFar);
  } catch (error) {
    if (options.amendments === undefined || !(error instanceof UsageError)) throw error;
    return { result: refused(await before(exercise, options), error.message) };
  }
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
  const { amend } = options.amendments ?? unamended;
  const results: Result[] = [];
  for (const exercise of exercises) results.push(amend(await before(exercise, options)));
  return results;
}

async function before(exercise: string, options: Options): Promise<Result> {
  const own = optionsFor(exercise, options);
  const checksOf = options.amendments?.checksOf ?? ((one) => listChecks(one, own.also));
  return notBegun(exercise, await checksOf(exercise), own);
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
    ...(await discreet(progress, exercise, options)),
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

/** Where students read the log, it says nothing of the checks that are kept from them. */
async function discreet({ started, ended }: Progress, exercise: string, options: Options) {
  const { amend, isReadByStudents } = options.amendments ?? unamended;
  if (!isReadByStudents) return {};
  const kept = amend(await before(exercise, options)).checks.filter(isKept);
  const isTold = (part: string, title: string) =>
    !kept.some((check) => check.part === part && check.title === title);
  return {
    started: (part: string, title: string) => {
      if (isTold(part, title)) started(part, title);
    },
    ended: (check: EndedCheck) => {
      if (isTold(check.part, check.title)) ended(check);
    },
  };
}

function nothingRan({ check, tier }: Options): UsageError {
  const asked = check === undefined ? `the tier "${tier ?? ''}"` : `"${check}" in its title`;
  return new UsageError(`expected a check to run, but none has ${asked}`);
}
