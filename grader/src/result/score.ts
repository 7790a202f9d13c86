import type { CheckResult, Score } from './model.ts';

/** Adds the points up; those of a check that nobody could decide are neither won nor lost. */
export function scoreOf(checks: readonly CheckResult[]): Score {
  const graded = checks.filter(({ tier }) => tier !== 'bonus');
  const settled = graded.filter((check) => isSettled(check, checks));
  const points = (some: readonly CheckResult[]) => sum(some, ({ points }) => points);
  return {
    earned: sum(settled, ({ earned }) => earned),
    decided: points(settled),
    undecided: points(graded) - points(settled),
    possible: points(graded),
    bonus: sum(
      checks.filter(({ tier }) => tier === 'bonus').filter(isDecided),
      ({ earned }) => earned,
    ),
  };
}

/** Whether a verdict will stay when the same work is graded again. */
export function isDecided({ verdict }: Pick<CheckResult, 'verdict'>): boolean {
  return verdict !== 'inconclusive' && verdict !== 'errored';
}

/** Whether a check is decided and, if it was skipped, so are those that it waits for. */
export function isSettled(check: CheckResult, checks: readonly CheckResult[]): boolean {
  const seen = new Set<CheckResult>();
  for (let one: CheckResult | undefined = check; one !== undefined && !seen.has(one);) {
    if (!isDecided(one)) return false;
    seen.add(one);
    const { needs, part }: CheckResult = one;
    one = checks.find((other) => other.title === needs && other.part === part);
  }
  return true;
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
