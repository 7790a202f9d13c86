import { writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { runChecks, type Listener } from '../engine/run-checks.ts';
import { canTrustProc } from '../quiet/probe.ts';
import { predictionOf } from '../check/written.ts';
import { schemaVersion, parts, type Measurement, type Part, type Result, type Tier } from '../result/model.ts';
import { scoreOf } from '../result/score.ts';
import { projectRoot } from '../server/environment.ts';
import { takeCustody } from '../server/custodian.ts';
import { folderOf, isInProject, shortName } from '../submission/exercises.ts';
import { readManifest } from '../submission/manifest.ts';
import { stage } from '../submission/stage.ts';

/** What is graded, and which checks of it. */
export interface GradeOptions {
  readonly solutions?: boolean;
  readonly submission?: string;
  readonly only?: Part;
  readonly check?: string;
  readonly tier?: Tier;
  readonly seed: number;
  readonly verbose?: boolean;
}

/** Grades one exercise; everything that it started has ended when the promise settles. */
export async function gradeExercise(
  exercise: string,
  options: GradeOptions,
  listener: Listener,
  signal: AbortSignal,
): Promise<{ result: Result; broken?: string }> {
  const [startedAt, begun] = [new Date().toISOString(), performance.now()];
  const folder = folderOf(exercise, options);
  const manifest = readManifest(folder, exercise);
  await using custody = takeCustody();
  const trustProc = await canTrustProc();
  const { sync, async, measure } = manifest;
  const { checks, measurements, broken } = await runChecks(
    {
      exercise,
      parts: options.only === undefined ? parts : [options.only],
      replay: (title, part) => replayOf(exercise, options, title, part),
      listener,
      grading: {
        ...custody,
        folder: isInProject(folder) ? folder : stage(folder, join(custody.runFolder, exercise)),
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
        trustProc,
      },
    },
    signal,
  );
  const complete = [options.only, options.check, options.tier].every((one) => one === undefined);
  const result: Result = {
    schemaVersion,
    exercise,
    submission: relative(projectRoot, folder),
    seed: options.seed,
    startedAt,
    durationMs: Math.round(performance.now() - begun),
    mode: trustProc ? 'final' : 'provisional',
    complete,
    score: scoreOf(checks),
    checks: [...checks],
    measurements: withPredictions(measurements, folder),
  };
  return { result, ...(broken !== undefined && { broken }) };
}

/** Puts beside each figure what the student had predicted. */
function withPredictions(measurements: readonly Measurement[], folder: string): Measurement[] {
  const prediction = measurements.length === 0 ? {} : predictionOf(folder);
  return measurements.map((measurement) => {
    const predicted = prediction[measurement.name];
    const isAnswer = typeof predicted === 'number' || typeof predicted === 'string';
    return { ...measurement, ...(isAnswer && { predicted }) };
  });
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
