import { canRunAgain } from '../result/kept.ts';
import { scoreOf } from '../result/score.ts';
import { parts, tiers, type CheckResult, type Part, type Verdict } from '../result/model.ts';

/** The checks of one theme of a part. */
export interface Group {
  readonly part: Part;
  readonly theme: string;
  readonly checks: readonly CheckResult[];
}

/** The checks by part, then by theme; inside, in the order in which they were declared. */
export function groupsOf(checks: readonly CheckResult[]): Group[] {
  return parts.flatMap((part) => {
    const themes = Map.groupBy(
      checks.filter((check) => check.part === part),
      ({ theme }) => theme,
    );
    return Array.from(themes, ([theme, checks]) => ({ part, theme, checks }));
  });
}

/** The checks with a verdict, in the order in which a student should look at them: prerequisites, core, stretch, bonus. */
export function inOrder(checks: readonly CheckResult[], verdict: Verdict): CheckResult[] {
  const shown = groupsOf(checks).flatMap((group) => group.checks);
  return tiers.flatMap((tier) =>
    shown.filter((check) => check.tier === tier && check.verdict === verdict),
  );
}

/** The check that the card shows in full: the first failure, else the first check without a decision. */
export function firstToShow(checks: readonly CheckResult[]): CheckResult | undefined {
  return (['failed', 'errored', 'inconclusive'] as const)
    .flatMap((verdict) => inOrder(checks, verdict))
    .find(canRunAgain);
}

/** Whether a part is at its start: it has core points, and none is earned or undecided. */
export function isAtStart(checks: readonly CheckResult[], part: Part): boolean {
  const core = checks.filter((check) => check.part === part && check.tier === 'core');
  const { earned, decided, undecided } = scoreOf(core);
  return decided > 0 && undecided === 0 && earned === 0;
}
