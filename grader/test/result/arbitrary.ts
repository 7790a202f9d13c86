import fc from 'fast-check';
import {
  parts,
  tiers,
  verdicts,
  visibilities,
  type CheckResult,
  type Result,
} from '../../src/result/model.ts';
import { check, result } from '../report/results.ts';

const facts = fc.record({
  part: fc.constantFrom(...parts.slice(0, 2)),
  tier: fc.constantFrom(...tiers),
  verdict: fc.constantFrom(...verdicts),
  visibility: fc.constantFrom(...visibilities),
  points: fc.nat(20),
  /** What a failed check earns, where that is less than its points. */
  partial: fc.nat(19),
  /** The number of an earlier check. */
  needs: fc.nat(9),
});

type Facts = typeof facts extends fc.Arbitrary<infer T> ? T : never;

/** Results of a few checks, named by their numbers, as a grading could give them. */
export const anyResult: fc.Arbitrary<Result> = fc
  .array(facts, { minLength: 1, maxLength: 10 })
  .map((all) => result(all.map((one, index) => checkOf(one, index, all))));

function checkOf({ partial, needs, ...facts }: Facts, index: number, all: Facts[]): CheckResult {
  const { part, tier, verdict } = facts;
  const points = tier === 'prerequisite' ? 0 : facts.points;
  const lost = verdict === 'failed' ? Math.min(partial, Math.max(0, points - 1)) : 0;
  const waits = verdict === 'skipped' && needs < index && all[needs]?.part === part;
  return check(`title ${index}`, {
    ...facts,
    points,
    earned: verdict === 'passed' ? points : lost,
    message: `message ${index}`,
    hint: `hint ${index}`,
    theme: `theme ${index}`,
    ...(waits && { needs: `title ${needs}` }),
  });
}
