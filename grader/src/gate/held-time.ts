import type { Call } from './gate.ts';

/** For how many milliseconds at least one of the calls was held. */
export function heldTime(calls: readonly Pick<Call, 'arrivedAt' | 'releasedAt'>[]): number {
  let [total, until] = [0, -Infinity];
  for (const { arrivedAt, releasedAt = arrivedAt } of calls) {
    total += Math.max(0, releasedAt - Math.max(arrivedAt, until));
    until = Math.max(until, releasedAt);
  }
  return total;
}
