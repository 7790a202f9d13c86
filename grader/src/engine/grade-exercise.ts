import { performance } from 'node:perf_hooks';
import type { Grading } from '../check/definition.ts';
import { predictionOf } from '../check/written.ts';
import {
  parts,
  schemaVersion,
  type Measurement,
  type Part,
  type Result,
  type Tier,
} from '../result/model.ts';
import { scoreOf } from '../result/score.ts';
import { shortName, type Where } from '../submission/exercises.ts';
import { openWorkspace, type Workspace } from '../submission/workspace.ts';
import { heldBackOf } from './held-back.ts';
import { runChecks, type Found, type Listener, type Run } from './run-checks.ts';

/** What is graded, and which checks of it. */
export interface GradeOptions extends Where {
  readonly only?: Part;
  readonly check?: string;
  /** The checks with these titles alone, whatever their tier; what else they need is taken for passed. */
  readonly checks?: readonly string[];
  readonly tier?: Exclude<Tier, 'prerequisite'>;
  /** Runs the bonus checks too. */
  readonly bonus?: boolean;
  /** The tiers that are looked at, beside prerequisites; core and stretch when it is left out. */
  readonly tiers?: readonly Tier[];
  readonly seed: number;
  readonly verbose?: true;
  /** More files of checks, by absolute path: those of the parts that are graded. */
  readonly also?: readonly string[];
  /** What the command that runs a check again says beside. */
  readonly replayOptions?: readonly string[];
}

/** What came of a grading; `broken` says what went wrong in the grader itself. */
export interface Graded {
  readonly result: Result;
  readonly broken?: string;
}

/** Hears what happens, and what would be the result if the grading ended now. */
export interface GradeListener extends Omit<Listener, 'found'> {
  soFar?(result: Result): void;
}

/** Grades one exercise; everything that it started has ended when the promise settles. */
export async function gradeExercise(
  exercise: string,
  options: GradeOptions,
  { soFar, ...listener }: GradeListener,
): Promise<Graded> {
  const begun = performance.now();
  await using workspace = await openWorkspace(exercise, options);
  const graded = (found: Found) =>
    gradedOf(found, run, { workspace, options, durationMs: performance.now() - begun });
  const run: Run = runOf(workspace, options, {
    ...listener,
    ...(soFar !== undefined && {
      found: (found) => soFar({ ...graded(found).result, complete: false }),
    }),
  });
  return graded(await runChecks(run));
}

/** Everything that the checks of a submission need to know. */
export function runOf(workspace: Workspace, options: GradeOptions, listener: Listener): Run {
  const { exercise, folder, trustProc } = workspace;
  const { mark, runFolder } = workspace.custody;
  const { sync, async, measure } = workspace.manifest;
  return {
    exercise,
    parts: options.only === undefined ? parts : [options.only],
    replay: (title, part) => replayOf(exercise, options, title, part),
    listener,
    also: options.also ?? [],
    grading: {
      mark,
      runFolder,
      folder,
      commands: {
        sync: sync.command,
        async: async.command,
        ...(measure !== undefined && { measure: measure.command }),
      },
      seed: options.seed,
      select: selectOf(options),
      verbose: options.verbose ?? false,
      trustProc,
    },
  };
}

/** Which checks are asked for. */
export function selectOf(options: GradeOptions): Grading['select'] {
  const { bonus = false, check, checks, tier, tiers } = options;
  return {
    bonus,
    ...(checks !== undefined && { titles: checks }),
    ...(check !== undefined && { title: check }),
    ...(tier !== undefined && { tier }),
    ...(tiers !== undefined && { tiers }),
  };
}

interface Circumstances {
  readonly workspace: Workspace;
  readonly options: GradeOptions;
  readonly durationMs: number;
}

/** Makes the result of what the checks found. */
export function gradedOf(
  { checks, measurements, broken }: Found,
  { exercise, grading }: Run,
  { workspace, options, durationMs }: Circumstances,
): Graded {
  const { only, check, tier, seed, also = [] } = options;
  const isWhole = [only, check, options.checks, tier].every((one) => one === undefined);
  const heldBack = isWhole && also.length === 0 ? heldBackOf(exercise) : 0;
  const result: Result = {
    schemaVersion,
    exercise,
    submission: workspace.shownFolder,
    seed,
    startedAt: new Date(Date.now() - durationMs).toISOString(),
    durationMs: Math.round(durationMs),
    mode: grading.trustProc ? 'final' : 'provisional',
    complete: isWhole && broken === undefined,
    score: scoreOf(checks),
    ...(heldBack > 0 && { heldBack }),
    checks: [...checks],
    measurements: withPredictions(measurements, workspace.folder),
  };
  return { result, ...(broken !== undefined && { broken }) };
}

/** Puts beside each figure what the student had predicted. */
function withPredictions(measurements: readonly Measurement[], folder: string): Measurement[] {
  const prediction = measurements.length === 0 ? {} : readable(() => predictionOf(folder));
  return measurements.map((measurement) => {
    const predicted = prediction[measurement.name];
    if (typeof predicted !== 'string' && !Number.isFinite(predicted)) return measurement;
    return { ...measurement, predicted: predicted as string | number };
  });
}

/** A check says what is wrong with the file; the figures stand without it. */
function readable(read: () => Readonly<Record<string, unknown>>) {
  try {
    return read();
  } catch {
    return {};
  }
}

/** The command that runs one check again. */
export function replayOf(
  exercise: string,
  options: GradeOptions,
  title: string,
  part: Part,
): string {
  const words = [
    `npm run grade -- ${shortName(exercise)} --only ${part} --check "${title}"`,
    `--seed ${options.seed}`,
    ...(options.submission === undefined ? [] : [`--submission ${options.submission}`]),
    ...(options.replayOptions ?? []),
  ];
  return words.join(' ');
}
