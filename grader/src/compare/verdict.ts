/** Figures closer together than this are no difference: the next run may turn them round. */
const evenShare = 0.1;

/** Which half is ahead, in a word; above 1 it is async. */
export function wordFor(ratio: number): 'sync wins' | 'async wins' | 'about even' {
  if (ratio > 1 + evenShare) return 'async wins';
  return ratio < 1 / (1 + evenShare) ? 'sync wins' : 'about even';
}
