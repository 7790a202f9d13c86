import fc from 'fast-check';
import { Inconclusive } from './errors.ts';
import type { Random } from './random.ts';

/** For how long a failure is made simpler: each try costs the server something. */
const simplifyMs = 20_000;

export interface Examples<T> {
  readonly random: Random;
  /** How many examples are tried, with those given. */
  readonly runs: number;
  /** Those that are tried first. */
  readonly first: readonly T[];
}

/**
 * Runs a body with examples that the check's random stream determines, and throws the failure of the
 * simplest one found.
 */
export async function forEvery<T>(
  arbitrary: fc.Arbitrary<T>,
  { random, runs, first }: Examples<T>,
  body: (example: T) => Promise<void>,
): Promise<void> {
  let simplifyUntil = Infinity;
  // A time limit of fast-check's own would leave a body running, and counts before any failure too.
  const property = fc.asyncProperty(arbitrary, async (example) => {
    if (performance.now() > simplifyUntil) return;
    try {
      await body(example);
    } catch (error) {
      // What the machine did not let us see, another example does not show better.
      const end = error instanceof Inconclusive ? -Infinity : performance.now() + simplifyMs;
      simplifyUntil = Math.min(simplifyUntil, end);
      throw error;
    }
  });
  const examples = first.map((example): [T] => [example]);
  const found = await fc.check(property, { seed: random.seed, numRuns: runs, examples });
  if (found.failed) throw found.errorInstance;
}
