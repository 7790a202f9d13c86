import type { CheckResult, Score } from './model.ts';

/** Adds the points up; those of a check that nobody could decide are neither won nor lost. */
export function scoreOf(checks: readonly CheckResult[]): Score {
  const graded = checks.filter(({ tier }) => tier !== 'bonus');
  const settled = graded.filter(isDecided);
  const points = (some: readonly CheckResult[]) => sum(some, ({ points }) => points);
  return {
    earned: sum(settled, ({ earned }) => earned),
    decided: points(settled),
    undecided: points(graded) - points(settled),
    possible: points(graded),
    bonus: sum(checks.filter(({ tier }) => tier === 'bonus').filter(isDecided), ({ earned }) => earned),
  };
}

/** Whether a verdict will stay when the same work is graded again. */
export function isDecided({ verdict }: Pick<CheckResult, 'verdict'>): boolean {
  return verdict !== 'inconclusive' && verdict !== 'errored';
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
