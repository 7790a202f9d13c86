import { schemaVersion, type CheckResult, type Result } from '@overlap/grader/result/model.ts';
import { scoreOf } from '@overlap/grader/result/score.ts';

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

/** A whole result around some checks. */
export function graded(checks: CheckResult[]): Result {
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
  };
}
