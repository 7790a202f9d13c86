import { createHash } from 'node:crypto';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** The random stream of one check. */
export interface Random {
  /** What seeded the stream; also seeds fast-check. */
  readonly seed: number;
  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number;
  /** A word that this check used nowhere else. */
  word(prefix: string): string;
}

/** A stream that the seed of the grading and the title of the check determine. */
export function randomOf(seed: number, title: string): Random {
  const own = createHash('sha256').update(`${seed} ${title}`).digest().readInt32BE();
  const generator = xoroshiro128plus(own);
  const integer = (low: number, high: number) => uniformInt(generator, low, high);
  let words = 0;
  return {
    seed: own,
    integer,
    word: (prefix) => `${prefix}${(words += 1)}-${integer(10, 99)}`,
  };
}
