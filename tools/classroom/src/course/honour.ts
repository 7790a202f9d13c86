import type { CheckResult, Result } from '@overlap/grader/result/model.ts';
import { freed, isKept, keptName } from '@overlap/grader/result/kept.ts';
import { scoreOf } from '@overlap/grader/result/score.ts';
import { deadlineOf, type Submission } from './deadline.ts';
import { nameOf } from './find-check.ts';
import type { Plan, Planned } from './plan.ts';

/** A submission and the time at which its result is read. */
export interface Circumstances extends Submission {
  readonly now: Date;
}

/** What a course makes of a result: other points, dropped checks, who sees what, how late it came. */
export function honour(result: Result, plan: Plan, circumstances: Circumstances): Result {
  const deadline = deadlineOf(plan, circumstances);
  const isOver = deadline !== undefined && circumstances.now.getTime() > Date.parse(deadline.dueAt);
  const planned = result.checks.map((check) =>
    amended(check, plan.checks.get(nameOf(check)), isOver),
  );
  const wayOf = (check: CheckResult) => plan.checks.get(nameOf(check))?.dropped;
  const checks = withoutDropped(planned, wayOf);
  const remarks = [
    ...(result.remarks ?? []),
    ...planned.flatMap((one) => remarkOf(one, wayOf(one), plan)),
  ];
  return {
    ...result,
    score: scoreOf(checks),
    ...(deadline !== undefined && { deadline }),
    ...(remarks.length > 0 && { remarks }),
    checks,
  };
}

/** A check with the points and the visibility that it is to have. */
function amended(check: CheckResult, planned: Planned | undefined, isOver: boolean): CheckResult {
  if (planned === undefined) return check;
  const { visibility: _, ...rest } = check;
  const { points, visibility } = planned;
  const isSeen = visibility === 'visible' || (visibility === 'after_due_date' && isOver);
  return {
    ...rest,
    ...(!isSeen && { visibility }),
    points,
    earned: scaled(check, points),
  };
}

/** What it earns of other points; rounded down, so that a part of the way never earns all. */
function scaled({ verdict, earned, points }: CheckResult, mine: number): number {
  if (verdict === 'passed') return mine;
  return points === 0 ? 0 : Math.floor((earned * mine) / points);
}

type WayOf = (check: CheckResult) => Planned['dropped'];

/** Without those whose points went to others; those that everybody gets have passed. */
function withoutDropped(checks: readonly CheckResult[], wayOf: WayOf): CheckResult[] {
  return checks
    .filter((check) => wayOf(check) !== 'rescale')
    .map((check) =>
      wayOf(check) === 'credit' ? credited(check) : independent(check, checks, wayOf),
    );
}

function credited({
  message: _,
  hint: __,
  logLines: ___,
  needs: ____,
  ...check
}: CheckResult): CheckResult {
  return { ...check, verdict: 'passed', earned: check.points };
}

/** A check that waits for a dropped one stays undecided when that was. */
function independent(
  check: CheckResult,
  checks: readonly CheckResult[],
  wayOf: WayOf,
): CheckResult {
  const needed = checks.find(({ part, title }) => part === check.part && title === check.needs);
  if (needed === undefined || wayOf(needed) === undefined) return check;
  const alone = freed(check, checks);
  return isKept(needed) && !isKept(check) ? { ...alone, needs: keptName } : alone;
}

function remarkOf(check: CheckResult, way: Planned['dropped'], plan: Plan): string[] {
  if (way === undefined || isKept(check)) return [];
  const name = `"${nameOf(check)}" does not count`;
  const points = plan.checks.get(nameOf(check))?.points ?? 0;
  if (points === 0) return [`${name}.`];
  return [
    way === 'credit'
      ? `${name}: everybody gets its ${points} points.`
      : `${name}: the other checks are worth more.`,
  ];
}
