/** A call as the dependency saw it; without an end it was never answered. */
export interface Interval {
  readonly arrivedAt: number;
  readonly releasedAt?: number;
}

/**
 * The longest chain of calls in which each arrived after the one before had been answered.
 * Taking the call that ends first again and again finds it (interval scheduling).
 */
export function spanOf(calls: readonly Interval[]): number {
  let length = 0;
  let answeredAt = -Infinity;
  for (const { arrivedAt, releasedAt = Infinity } of calls.toSorted(byEnd)) {
    if (arrivedAt <= answeredAt) continue;
    length += 1;
    answeredAt = releasedAt;
  }
  return length;
}

/** The most calls that were in flight at one moment; one that arrives as another ends overlaps it. */
export function mostInFlight(calls: readonly Interval[]): number {
  const events = calls.flatMap(({ arrivedAt, releasedAt = Infinity }) => [
    { at: arrivedAt, change: 1 },
    { at: releasedAt, change: -1 },
  ]);
  events.sort((a, b) => (a.at === b.at ? b.change - a.change : a.at - b.at));
  let [now, most] = [0, 0];
  for (const { change } of events) {
    now += change;
    most = Math.max(most, now);
  }
  return most;
}

function byEnd(a: Interval, b: Interval): number {
  const [one, other] = [a.releasedAt ?? Infinity, b.releasedAt ?? Infinity];
  return one === other ? 0 : one - other;
}
