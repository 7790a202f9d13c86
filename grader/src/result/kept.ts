import { isSettled } from './score.ts';
import { parts, tiers, type CheckResult, type Part, type Result, type Tier } from './model.ts';

/** What a check that waits for a kept one says that it needs. */
export const keptName = 'a check that your instructor keeps';

const keptText = 'Your instructor decides when it can be seen what these checks found.';

/** Whether what came of a check is kept from students. */
export function isKept({ visibility = 'visible' }: Pick<CheckResult, 'visibility'>): boolean {
  return visibility !== 'visible';
}

/** Whether a reader could run it again: not so the line that stands for what is kept. */
export function canRunAgain({ replay }: Pick<CheckResult, 'replay'>): boolean {
  return replay !== '';
}

/** A result for students: of the checks that are kept it has the sums, a line for each part and tier. */
export function withoutKept(result: Result): Result {
  const { checks } = result;
  if (!checks.some(isKept)) return result;
  const shown = withoutKeptNames(result).checks.filter((check) => !isKept(check));
  const sums = parts.flatMap((part) => tiers.flatMap((tier) => sumsOf(checks, part, tier)));
  return { ...result, checks: [...shown, ...sums] };
}

/** The whole result, but no check that students see names one that is kept from them. */
export function withoutKeptNames(result: Result): Result {
  const { checks } = result;
  const isUnnameable = ({ part, needs, ...check }: CheckResult) =>
    !isKept(check) &&
    checks.some((other) => isKept(other) && other.part === part && other.title === needs);
  return {
    ...result,
    checks: checks.map((check) =>
      isUnnameable(check) ? { ...freed(check, checks), needs: keptName } : check,
    ),
  };
}

/** A check whose result no longer names what it waits for: when that left it undecided, it says so itself. */
export function freed(check: CheckResult, checks: readonly CheckResult[]): CheckResult {
  if (isSettled(check, checks)) return check;
  const message = 'the check that it needs could not be decided';
  return { ...check, verdict: 'inconclusive', message };
}

function sumsOf(checks: readonly CheckResult[], part: Part, tier: Tier): CheckResult[] {
  const kept = checks.filter(
    (check) => isKept(check) && check.part === part && check.tier === tier,
  );
  const { settled = [], open = [] } = Object.groupBy(kept, (check) =>
    isSettled(check, checks) ? 'settled' : 'open',
  );
  return [...settledSum(settled), ...openSum(open)];
}

function settledSum(checks: readonly CheckResult[]): CheckResult[] {
  const isPassed = checks.every(({ verdict }) => verdict === 'passed');
  const earned = total(checks, 'earned');
  return sum(checks, isPassed ? 'passed' : 'failed', (points) => ({
    earned,
    value: `${earned} of ${points} points`,
  }));
}

function openSum(checks: readonly CheckResult[]): CheckResult[] {
  return sum(checks, 'inconclusive', (points) => ({
    earned: 0,
    value: `${points} points undecided`,
  }));
}

function sum(
  checks: readonly CheckResult[],
  verdict: CheckResult['verdict'],
  tell: (points: number) => { readonly earned: number; readonly value: string },
): CheckResult[] {
  const [first] = checks;
  if (first === undefined) return [];
  const points = total(checks, 'points');
  const { earned, value } = tell(points);
  const { part, tier } = first;
  return [
    {
      title: `${tier} checks that your instructor keeps: ${value}`,
      part,
      theme: 'kept by your instructor',
      tier,
      verdict,
      points,
      earned,
      proves: keptText,
      ...(verdict !== 'passed' && { message: keptText }),
      replay: '',
      timelines: [],
      durationMs: total(checks, 'durationMs'),
      startMs: total(checks, 'startMs'),
      heldMs: total(checks, 'heldMs'),
    },
  ];
}

type Amount = 'points' | 'earned' | 'durationMs' | 'startMs' | 'heldMs';

function total(checks: readonly CheckResult[], key: Amount): number {
  return checks.reduce((sum, check) => sum + check[key], 0);
}
