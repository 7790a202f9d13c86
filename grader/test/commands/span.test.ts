import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mostInFlight, spanOf, type Interval } from '../../src/compare/span.ts';

const call = (arrivedAt: number, releasedAt: number): Interval => ({ arrivedAt, releasedAt });

const calls = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 15 }))
    .map(([at, ms]) => call(at, at + ms)),
  { maxLength: 12 },
);

/** The definition, by trying every chain. */
function longestChain(all: readonly Interval[], after = -Infinity): number {
  const next = all.filter(({ arrivedAt }) => arrivedAt > after);
  return next.reduce(
    (most, { releasedAt = Infinity }) => Math.max(most, 1 + longestChain(next, releasedAt)),
    0,
  );
}

/** The definition, by looking at the moment of each arrival. */
function mostAtAnArrival(all: readonly Interval[]): number {
  const at = (moment: number) =>
    all.filter((one) => one.arrivedAt <= moment && moment <= (one.releasedAt ?? Infinity)).length;
  return Math.max(0, ...all.map(({ arrivedAt }) => at(arrivedAt)));
}

describe('spanOf', () => {
  test('of no calls is 0', () => expect(spanOf([])).toBe(0));

  test('counts calls one after another', () => {
    expect(spanOf([call(0, 1), call(2, 3), call(4, 5)])).toBe(3);
  });

  test('of calls that overlap is 1', () => {
    expect(spanOf([call(0, 9), call(1, 8), call(2, 7)])).toBe(1);
  });

  test('does not count a call that arrived in the moment of the answer before', () => {
    expect(spanOf([call(0, 1), call(1, 2)])).toBe(1);
  });

  test('counts nothing after a call that was never answered', () => {
    expect(spanOf([call(0, 1), { arrivedAt: 2 }, { arrivedAt: 3 }])).toBe(2);
  });

  test('is the longest chain that there is', () => {
    fc.assert(
      fc.property(calls, (some) => {
        expect(spanOf(some)).toBe(longestChain(some));
      }),
    );
  });

  test('does not depend on the order of the record', () => {
    const shuffled = calls.chain((some) =>
      fc.tuple(
        fc.constant(some),
        fc.shuffledSubarray(some, { minLength: some.length, maxLength: some.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([some, same]) => {
        expect(spanOf(same)).toBe(spanOf(some));
      }),
    );
  });

  test('is between work divided by the most in flight, and work', () => {
    fc.assert(
      fc.property(calls, (some) => {
        expect(spanOf(some)).toBeLessThanOrEqual(some.length);
        expect(spanOf(some) * mostInFlight(some)).toBeGreaterThanOrEqual(some.length);
      }),
    );
  });
});

describe('mostInFlight', () => {
  test('of no calls is 0', () => expect(mostInFlight([])).toBe(0));

  test('counts a call that was never answered', () => {
    expect(mostInFlight([{ arrivedAt: 0 }, call(5, 6)])).toBe(2);
  });

  test('is what an arriving call can see', () => {
    fc.assert(
      fc.property(calls, (some) => {
        expect(mostInFlight(some)).toBe(mostAtAnArrival(some));
      }),
    );
  });
});
