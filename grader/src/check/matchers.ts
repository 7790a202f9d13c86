import { expect } from 'vitest';
import { CheckFailure } from './errors.ts';
import { driveInRounds, driveToFull, type Drive } from './drive.ts';
import type { HeldVolley } from './held-volley.ts';

declare module 'vitest' {
  // The parameters are Vitest's own.
  interface Matchers<
    // eslint-disable-next-line @typescript-eslint/no-unused-vars
    R extends void | Promise<void> = void | Promise<void>,
    // eslint-disable-next-line @typescript-eslint/no-unused-vars
    T = unknown,
  > {
    /** At least `n` calls of the volley are in flight together; opens as soon as they are. */
    toOverlap(n: number): Promise<void>;
    /** At most and at least one call is in flight until the volley is answered. */
    toSerialise(): Promise<void>;
    /** The volley takes `n` rounds with exactly `inFlight` calls each. */
    toTakeRounds(n: number, inFlight: number): Promise<void>;
  }
}

expect.extend({
  async toOverlap(held: HeldVolley, n: number) {
    return verdict(held, await driveToFull(held, n));
  },
  async toSerialise(held: HeldVolley) {
    const drive = await driveInRounds(held, 1);
    return verdict(held, drive, drive.timeline.work > 0 ? undefined : 'expected calls, got none');
  },
  async toTakeRounds(held: HeldVolley, n: number, inFlight: number) {
    const drive = await driveInRounds(held, inFlight);
    const { span } = drive.timeline;
    return verdict(held, drive, span === n ? undefined : `expected ${n} rounds, got ${span}`);
  },
});

/** Throws what contradicts the expectation: an error of Vitest's own could be a fault of the grader. */
function verdict(held: HeldVolley, { timeline, fault }: Drive, otherFault?: string) {
  (held.record.timelines ??= []).push(timeline);
  const message = fault ?? otherFault;
  if (message !== undefined) throw new CheckFailure(message);
  return { pass: true, message: () => 'expected the volley to differ' };
}
