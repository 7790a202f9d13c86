import { verdicts, type CheckResult, type Result, type Score, type Tier } from '../result/model.ts';
import { scoreOf } from '../result/score.ts';
import type { Pen } from './pen.ts';
import { indented, wrap } from './wrap.ts';

/** The points, and what they are made of. */
export function scoreLines(result: Result, pen: Pen): string[] {
  const { checks, score, complete, heldBack = 0 } = result;
  return [
    '',
    pen.paint('dim', pen.signs.rule.repeat(pen.width)),
    ...wrap(`Score: ${scoreText(score, complete)}`, pen.width).map((line) =>
      pen.paint('bold', line),
    ),
    ...[tierTexts(checks, score.bonus).join(', '), countText(checks), heldBackText(heldBack)]
      .filter((text) => text !== '')
      .flatMap((text) => indented(text, 2, pen.width)),
  ];
}

/** The points in words: `85 of 100 points`, or `72 of 90 points decided, 10 undecided`. */
export function scoreText({ earned, decided, undecided }: Score, complete = true): string {
  const points =
    undecided > 0
      ? `${earned} of ${decided} points decided, ${undecided} undecided`
      : `${earned} of ${decided} points`;
  return complete ? points : `${points} (of the checks that ran, not of the whole exercise)`;
}

/** What is still to come, when checks that only an instructor has are not among those that ran. */
function heldBackText(points: number): string {
  if (points === 0) return '';
  return `${points} ${points === 1 ? 'point' : 'points'} decided by your instructor's run`;
}

/** How many checks have which verdict: `30 passed, 5 failed`. */
export function countText(checks: readonly Pick<CheckResult, 'verdict'>[]): string {
  return verdicts
    .map((verdict) => ({
      verdict,
      count: checks.filter((check) => check.verdict === verdict).length,
    }))
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => `${count} ${verdict}`)
    .join(', ');
}

function tierTexts(checks: readonly CheckResult[], bonus: number): string[] {
  const texts = (['core', 'stretch'] as const).flatMap((tier) => tierText(checks, tier));
  return bonus > 0 ? [...texts, `bonus +${bonus}`] : texts;
}

function tierText(checks: readonly CheckResult[], tier: Tier): string[] {
  const score = scoreOf(checks.filter((check) => check.tier === tier));
  if (score.possible === 0) return [];
  const undecided = score.undecided > 0 ? ` (${score.undecided} undecided)` : '';
  return [`${tier} ${score.earned} of ${score.decided}${undecided}`];
}
