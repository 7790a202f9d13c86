import type { CheckResult } from '../src/result/model.ts';

type Check = Pick<CheckResult, 'title' | 'part' | 'verdict' | 'needs' | 'message' | 'replay'>;

/** What a verdict is worth, held against what is known of the submission. */
export interface Judgement {
  readonly worth: 'right' | 'wrong' | 'undecided';
  readonly title: string;
  readonly expected: 'passed' | 'failed';
  /** The verdict, or that there is none. */
  readonly got: string;
  readonly message?: string;
  readonly replay?: string;
}

/**
 * Compares each verdict with what is known: the checks that must fail, all others pass.
 * A check that was skipped because of one that failed as it should has no verdict to judge.
 */
export function judge(checks: readonly Check[], fails: readonly string[]): readonly Judgement[] {
  const titles = checks.map(({ title }) => title);
  const absent = fails.filter((title) => !titles.includes(title));
  return [
    ...checks.flatMap((check) => judgeOne(check, checks, fails) ?? []),
    ...absent.map((title) => ({
      worth: 'wrong' as const,
      title,
      expected: 'failed' as const,
      got: 'no verdict',
    })),
  ];
}

function judgeOne(
  check: Check,
  checks: readonly Check[],
  fails: readonly string[],
): Judgement | undefined {
  const { title, verdict, message, replay } = check;
  const cause = causeOf(check, checks);
  const known = expectedOf(check, fails);
  // Skipped for a reason of which the points are lost rightly.
  if (cause !== check && cause?.verdict === 'failed' && fails.includes(cause.title))
    return undefined;
  const isUndecided = cause?.verdict === 'inconclusive';
  const worth = isUndecided ? 'undecided' : verdict === known ? 'right' : 'wrong';
  const said = message === undefined ? {} : { message };
  return { worth, title, expected: known, got: verdict, ...said, replay };
}

function expectedOf({ title }: Check, fails: readonly string[]): 'passed' | 'failed' {
  return fails.includes(title) ? 'failed' : 'passed';
}

/** The check that a verdict comes from: of one that was skipped, the first in its way that was not. */
function causeOf(check: Check, checks: readonly Check[]): Check | undefined {
  if (check.verdict !== 'skipped') return check;
  const needed = checks.find(({ part, title }) => part === check.part && title === check.needs);
  return needed && causeOf(needed, checks);
}
