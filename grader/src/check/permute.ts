import fc from 'fast-check';
import { Inconclusive } from './errors.ts';
import type { Random } from './random.ts';

/** For how long a failure is made simpler: each try is a volley of its own. */
const simplifyMs = 20_000;

/**
 * Runs a body with the orders of 0 .. size-1 in which a gate lets its calls go: reversed first, then
 * permutations that the check's random stream determines. Throws the failure of the simplest order
 * found; the simplest of all is that of arrival.
 */
export async function inEveryOrder(
  { random, size, runs }: { random: Random; size: number; runs: number },
  body: (order: readonly number[]) => Promise<void>,
): Promise<void> {
  const indices = Array.from({ length: size }, (_, index) => index);
  const digits = fc.tuple(...indices.map((index) => fc.nat(size - 1 - index)));
  let simplifyUntil = Infinity;
  // A time limit of fast-check's own would leave a body running, and counts before any failure too.
  const property = fc.asyncProperty(digits, async (digits) => {
    if (performance.now() > simplifyUntil) return;
    try {
      await body(orderOf(digits));
    } catch (error) {
      // What the machine did not let us see, another order does not show better.
      const end = error instanceof Inconclusive ? -Infinity : performance.now() + simplifyMs;
      simplifyUntil = Math.min(simplifyUntil, end);
      throw error;
    }
  });
  const found = await fc.check(property, {
    seed: random.seed,
    numRuns: runs,
    // As digits and as an order: each time the last of those that are left.
    examples: [[indices.toReversed()]],
  });
  if (found.failed) throw found.errorInstance;
}

/** The permutation with these digits (its Lehmer code): each says which of those left comes next. */
function orderOf(digits: readonly number[]): number[] {
  const left = digits.map((_, index) => index);
  return digits.flatMap((digit) => left.splice(digit, 1));
}
