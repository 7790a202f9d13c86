import fc from 'fast-check';
import type { Random } from './random.ts';
import { forEvery } from './simplest.ts';

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
  // As digits and as an order: each time the last of those that are left.
  const first = [indices.toReversed()];
  await forEvery(digits, { random, runs, first }, (digits) => body(orderOf(digits)));
}

/** The permutation with these digits (its Lehmer code): each says which of those left comes next. */
function orderOf(digits: readonly number[]): number[] {
  const left = digits.map((_, index) => index);
  return digits.flatMap((digit) => left.splice(digit, 1));
}
