import { join, relative } from 'node:path';
import { performance } from 'node:perf_hooks';
import { predictionOf } from '../check/written.ts';
import { canTrustProc } from '../quiet/probe.ts';
import {
  parts,
  schemaVersion,
  type Measurement,
  type Part,
  type Result,
  type Tier,
} from '../result/model.ts';
import { scoreOf } from '../result/score.ts';
import { takeCustody, type Custody } from '../server/custodian.ts';
import { projectRoot } from '../server/environment.ts';
import { folderOf, isInProject, shortName } from '../submission/exercises.ts';
import { readManifest } from '../submission/manifest.ts';
import { stage } from '../submission/stage.ts';
import { runChecks, type Found, type Listener, type Run } from './run-checks.ts';

/** What is graded, and which checks of it. */
export interface GradeOptions {
  readonly solutions?: true;
  readonly submission?: string;
  readonly only?: Part;
  readonly check?: string;
  readonly tier?: Exclude<Tier, 'prerequisite'>;
  readonly seed: number;
  readonly verbose?: true;
}

/** What came of a grading; `broken` says what went wrong in the grader itself. */
export interface Graded {
  readonly result: Result;
  readonly broken?: string;
}

/** Grades one exercise; everything that it started has ended when the promise settles. */
export async function gradeExercise(
  exercise: string,
  options: GradeOptions,
  listener: Listener,
): Promise<Graded> {
  const begun = performance.now();
  const folder = folderOf(exercise, options);
  const manifest = readManifest(folder, exercise);
  await using custody = takeCustody();
  const run = await prepareRun({ exercise, options, folder, manifest, custody }, listener);
  const found = await runChecks(run);
  return gradedOf(found, run, { folder, options, durationMs: performance.now() - begun });
}

interface Preparation {
  readonly exercise: string;
  readonly options: GradeOptions;
  readonly folder: string;
  readonly manifest: ReturnType<typeof readManifest>;
  readonly custody: Custody;
}

/** Everything that the checks of a submission need to know. */
export async function prepareRun(
  { exercise, options, folder, manifest, custody }: Preparation,
  listener: Listener,
): Promise<Run> {
  const { sync, async, measure } = manifest;
  const { mark, runFolder } = custody;
  return {
    exercise,
    parts: options.only === undefined ? parts : [options.only],
    replay: (title, part) => replayOf(exercise, options, title, part),
    listener,
    grading: {
      mark,
      runFolder,
      folder: isInProject(folder) ? folder : stage(folder, join(runFolder, exercise)),
      commands: {
        sync: sync.command,
        async: async.command,
        ...(measure !== undefined && { measure: measure.command }),
      },
      seed: options.seed,
      select: {
        bonus: options.tier === 'bonus',
        ...(options.check !== undefined && { title: options.check }),
        ...(options.tier !== undefined && { tier: options.tier }),
      },
      verbose: options.verbose ?? false,
      trustProc: await canTrustProc(),
    },
  };
}

interface Circumstances {
  readonly folder: string;
  readonly options: GradeOptions;
  readonly durationMs: number;
}

/** Makes the result of what the checks found. */
export function gradedOf(
  { checks, measurements, broken }: Found,
  { exercise, grading }: Run,
  { folder, options, durationMs }: Circumstances,
): Graded {
  const { only, check, tier, seed } = options;
  const result: Result = {
    schemaVersion,
    exercise,
    submission: relative(projectRoot, folder),
    seed,
    startedAt: new Date(Date.now() - durationMs).toISOString(),
    durationMs: Math.round(durationMs),
    mode: grading.trustProc ? 'final' : 'provisional',
    complete: [only, check, tier].every((one) => one === undefined),
    score: scoreOf(checks),
    checks: [...checks],
    measurements: withPredictions(measurements, folder),
  };
  return { result, ...(broken !== undefined && { broken }) };
}

/** Puts beside each figure what the student had predicted. */
function withPredictions(measurements: readonly Measurement[], folder: string): Measurement[] {
  const prediction = measurements.length === 0 ? {} : readable(() => predictionOf(folder));
  return measurements.map((measurement) => {
    const predicted = prediction[measurement.name];
    const isAnswer = typeof predicted === 'number' || typeof predicted === 'string';
    return { ...measurement, ...(isAnswer && { predicted }) };
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

function replayOf(exercise: string, options: GradeOptions, title: string, part: Part): string {
  const words = [
    `npm run grade -- ${shortName(exercise)} --only ${part} --check "${title}"`,
    `--seed ${options.seed}`,
    ...(options.solutions === true ? ['--solutions'] : []),
    ...(options.submission === undefined ? [] : [`--submission ${options.submission}`]),
  ];
  return words.join(' ');
}
