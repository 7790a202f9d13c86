import type { Random } from './random.ts';

const resamples = 1000;

/** A ratio of times with its 95 % interval. */
export interface Ratio {
  readonly value: number;
  readonly unit: '×';
  readonly interval: [number, number];
}

/**
 * Times two bodies in turn, so that a slow moment of the machine meets both, and compares the
 * medians. The interval is a percentile bootstrap over the pairs (Efron 1979).
 */
export async function ratioOf(
  pairs: number,
  random: Random,
  [above, below]: readonly [() => Promise<number>, () => Promise<number>],
): Promise<Ratio> {
  const times: (readonly [number, number])[] = [];
  for (let pair = 0; pair < pairs; pair += 1) times.push([await above(), await below()]);
  const ratios = Array.from({ length: resamples }, () =>
    ratioOfMedians(times.map(() => times[random.integer(0, pairs - 1)] ?? [1, 1])),
  ).toSorted((a, b) => a - b);
  const at = (share: number) => ratios[Math.round(share * (resamples - 1))] ?? NaN;
  return { value: ratioOfMedians(times), unit: '×', interval: [at(0.025), at(0.975)] };
}

function ratioOfMedians(times: readonly (readonly [number, number])[]): number {
  return medianOf(times.map(([above]) => above)) / medianOf(times.map(([, below]) => below));
}

/** The median of some figures; NaN of none. */
export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle) - 1] ?? NaN)) / 2;
}
