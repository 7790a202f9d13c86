import type { Interval } from '../span.ts';

/** What one turn of a contestant took. */
export interface Run {
  /** Milliseconds until each sender had his answer, or each reader each message. */
  readonly waitsMs: readonly number[];
  /** The messages as the moderation service saw them. */
  readonly calls: readonly Interval[];
  /** How many requests the readers made. */
  readonly requests: number;
  /** The memory of the server in the end. */
  readonly bytes: number;
}

export const sayRoute = 'POST /rooms/:room/messages';
