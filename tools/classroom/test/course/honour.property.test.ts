import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  resultSchema,
  tiers,
  verdicts,
  visibilities,
  type CheckResult,
  type Result,
} from '@overlap/grader/result/model.ts';
import { isSettled, scoreOf } from '@overlap/grader/result/score.ts';
import { honour } from '../../src/course/honour.ts';
import { nameOf } from '../../src/course/find-check.ts';
import { planOf } from '../../src/course/plan.ts';
import { countingTiers, waysToDrop, type Rules } from '../../src/course/schema.ts';
import { check, graded } from './graded.ts';

const facts = fc.record({
  tier: fc.constantFrom(...tiers),
  verdict: fc.constantFrom(...verdicts),
  visibility: fc.constantFrom(...visibilities),
  worth: fc.integer({ min: 1, max: 20 }),
  /** What a failed check earns, where that is less than its points. */
  partial: fc.nat(19),
  /** The number of an earlier check. */
  needs: fc.nat(9),
  mine: fc.option(fc.nat(30), { nil: undefined }),
  dropped: fc.option(fc.constantFrom(...waysToDrop), { nil: undefined }),
});

type Facts = typeof facts extends fc.Arbitrary<infer T> ? T : never;

function checkOf(
  { worth, partial, needs, tier, verdict, visibility }: Facts,
  index: number,
): CheckResult {
  const points = tier === 'prerequisite' ? 0 : worth;
  const lost = verdict === 'failed' ? Math.min(partial, Math.max(0, points - 1)) : 0;
  const waits = verdict === 'skipped' && needs < index;
  return check(`title ${index}`, {
    tier,
    verdict,
    points,
    earned: verdict === 'passed' ? points : lost,
    ...(visibility !== 'visible' && { visibility }),
    ...(waits && { needs: `title ${needs}` }),
  });
}

/** A result, and rules that a look over would let through. */
const anyCase = fc
  .record({
    all: fc.array(facts, { minLength: 1, maxLength: 10 }),
    tiers: fc.uniqueArray(fc.constantFrom(...countingTiers), { minLength: 1 }),
  })
  .map(({ all, tiers }) => {
    const checks = all.map(checkOf);
    const byName = <Value>(of: (one: Facts) => Value | undefined) =>
      Object.fromEntries(
        all.flatMap((one, index) => {
          const value = of(one);
          return value === undefined ? [] : [[nameOf(checks[index]!), value] as const];
        }),
      );
    const counts = ({ tier }: Facts) => tier !== 'prerequisite' && tiers.includes(tier);
    const rules: Rules = {
      tiers,
      points: byName((one) => (counts(one) ? one.mine : undefined)),
      dropped: byName(({ dropped }) => dropped),
    };
    return { result: graded(checks), rules };
  });

const circumstances = { now: new Date(0), submittedAt: new Date(0) };

/** What the rules make of the result; `undefined` when the points of what is dropped can go nowhere. */
function honoured(result: Result, rules: Rules): Result | undefined {
  try {
    return honour(
      result,
      planOf(
        '01-blog',
        rules,
        result.checks.map(({ visibility = 'visible', ...one }) => ({ ...one, visibility })),
      ),
      circumstances,
    );
  } catch {
    return undefined;
  }
}

/** Holds for every result and rules that fit together. */
function always(holds: (result: Result, rules: Rules, after: Result) => void) {
  fc.assert(
    fc.property(anyCase, ({ result, rules }) => {
      const after = honoured(result, rules);
      fc.pre(after !== undefined);
      holds(result, rules, after);
    }),
    { numRuns: 500 },
  );
}

test('the result fits its schema, so that every sum is whole', () => {
  always((_, __, after) => {
    expect(() => resultSchema.parse(after)).not.toThrow();
    expect(after.score).toEqual(scoreOf(after.checks));
  });
});

test('dropping keeps the total', () => {
  always((result, { dropped: _, ...rules }, after) => {
    const undropped = honoured(result, rules)!;

    expect(after.score.possible).toBe(undropped.score.possible);
  });
});

test('nobody earns more than there is, and a check that is not passed never earns all', () => {
  always((_, { dropped = {} }, { checks, score }) => {
    for (const one of checks) {
      expect(one.earned).toBeLessThanOrEqual(one.points);
      if (one.verdict !== 'passed' && one.points > 0) expect(one.earned).toBeLessThan(one.points);
      if (dropped[nameOf(one)] === 'credit') expect(one.earned).toBe(one.points);
    }
    expect(score.earned).toBeLessThanOrEqual(score.decided);
  });
});

test('what is undecided stays so, and nothing else becomes so', () => {
  always((result, { dropped = {} }, { checks }) => {
    for (const one of checks.filter((check) => dropped[nameOf(check)] === undefined)) {
      const before = result.checks.find(({ title }) => title === one.title)!;
      expect([one.title, isSettled(one, checks)]).toEqual([
        one.title,
        isSettled(before, result.checks),
      ]);
    }
  });
});

test('a part of the way scales with the points, and earns no less of more points', () => {
  always((result, _, { checks }) => {
    for (const one of checks.filter(({ verdict }) => verdict === 'failed')) {
      const before = result.checks.find(({ title }) => title === one.title)!;
      const share = before.points === 0 ? 0 : (before.earned * one.points) / before.points;
      expect(share - one.earned).toBeGreaterThanOrEqual(0);
      expect(share - one.earned).toBeLessThan(1);
    }
  });
});

test('honouring twice is honouring once, where no points change', () => {
  always((result, { tiers }) => {
    const once = honoured(result, { tiers: tiers! })!;

    expect(honoured(once, { tiers: tiers! })).toEqual(once);
  });
});
