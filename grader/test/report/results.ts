import { scoreOf } from '../../src/result/score.ts';
import {
  schemaVersion,
  type CheckResult,
  type Measurement,
  type Result,
  type Timeline,
} from '../../src/result/model.ts';

/** A check as a test needs it: passed, core, 4 points, unless told otherwise. */
export function check(title: string, facts: Partial<CheckResult> = {}): CheckResult {
  const { points = 4, verdict = 'passed' } = facts;
  return {
    title,
    part: 'async',
    theme: 'functional',
    tier: 'core',
    verdict,
    points,
    earned: verdict === 'passed' ? points : 0,
    proves: 'What it says.',
    replay: `npm run grade -- blog --check "${title}" --seed 42`,
    timelines: [],
    durationMs: 40,
    startMs: 30,
    heldMs: 5,
    ...facts,
  };
}

/** A whole result around some checks, with the score that they make. */
export function result(checks: CheckResult[], facts: Partial<Result> = {}): Result {
  return {
    schemaVersion,
    exercise: '01-blog',
    submission: 'exercises/01-blog',
    seed: 42,
    startedAt: '2026-03-02T10:00:00Z',
    durationMs: 41_300,
    mode: 'final',
    complete: true,
    score: scoreOf(checks),
    checks,
    measurements: [],
    ...facts,
  };
}

/** The timeline of a volley that `workers` serve at once, one round each. */
export function timeline(calls: number, workers: number, expected = calls): Timeline {
  const span = Math.ceil(calls / workers);
  return {
    expected: `${expected} in flight at once`,
    inFlight: Array.from({ length: span }, (_, round) =>
      Math.min(workers, calls - round * workers),
    ),
    mostInFlight: Math.min(workers, calls),
    work: calls,
    span,
    calls: Array.from({ length: Math.min(calls, 60) }, (_, index) => {
      const round = Math.floor(index / workers) + 1;
      return { label: `GET /authors/${index + 1}`, from: round, to: round };
    }),
  };
}

export const measurements: Measurement[] = [
  { name: 'speedup', label: 'speedup in rounds', value: 12, unit: 'x', predicted: 10 },
  {
    name: 'sync-ms',
    label: 'twelve readers, sync server',
    value: 618.4,
    unit: 'ms',
    interval: [602.11, 640.9],
    predicted: 600,
  },
  {
    name: 'async-ms',
    label: 'twelve readers, async server',
    value: 57.25,
    unit: 'ms',
    interval: [54, 61],
  },
];
