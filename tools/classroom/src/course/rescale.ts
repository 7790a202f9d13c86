/**
 * Whole numbers in nearly the same proportion that add up to `total`: by largest remainder, the
 * first of equals. `values` have a sum above 0.
 */
export function rescale(values: readonly number[], total: number): number[] {
  const sum = values.reduce((all, value) => all + value, 0);
  const shares = values.map((value, index) => ({
    index,
    whole: Math.floor((value * total) / sum),
    rest: (value * total) % sum,
  }));
  const missing = total - shares.reduce((all, { whole }) => all + whole, 0);
  const raised = shares
    .toSorted((a, b) => b.rest - a.rest)
    .slice(0, missing)
    .map(({ index }) => index);
  return shares.map(({ whole, index }) => whole + (raised.includes(index) ? 1 : 0));
}
