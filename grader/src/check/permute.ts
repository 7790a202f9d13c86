import fc from 'fast-check';
import type { Random } from './random.ts';

/**
 * Runs a body with the orders of 0 .. size-1 in which a gate lets its calls go: reversed first, then
 * permutations that the check's random stream determines. Throws the failure of the simplest order found.
 */
export async function inEveryOrder(
  { random, size, runs }: { random: Random; size: number; runs: number },
  body: (order: readonly number[]) => Promise<void>,
): Promise<void> {
  const indices = Array.from({ length: size }, (_, index) => index);
  const order = fc.shuffledSubarray(indices, { minLength: size, maxLength: size });
  const found = await fc.check(fc.asyncProperty(order, body), {
    seed: random.seed,
    numRuns: runs,
    examples: [[indices.toReversed()]],
    // Each try is a volley of its own, so a failure is made simpler only for a while.
    interruptAfterTimeLimit: 20_000,
  });
  if (found.failed) throw found.errorInstance;
}
