import { performance } from 'node:perf_hooks';
import type { Activity } from './activity.ts';

/** For how long, in milliseconds, movement before a call counts when nothing else moves. */
export const preludeMs = 5000;

/**
 * The movement that comes before a call, such as a connection and its commands.
 *
 * It counts as movement, for a call may follow. But a server that only connects, or only chats, must
 * not keep quiet away until the cap: once nothing but preludes moved for `preludeMs`, they no longer
 * count, until something else moves.
 */
export class Prelude {
  readonly #activity: Activity;
  #since = 0;
  /** What `activity.moves` is as long as nothing but preludes moves. */
  #moves = -1;

  constructor(activity: Activity) {
    this.#activity = activity;
  }

  /** Notes that the server said something. */
  arrived(): void {
    if (!this.#counts()) return;
    this.#activity.arrived();
    this.#moves = this.#activity.moves;
  }

  /** Notes that the grader owes a reply; the function returned notes that it is flushed. */
  writing(): () => void {
    if (!this.#counts()) return () => undefined;
    const flushed = this.#activity.writing();
    this.#moves = this.#activity.moves;
    return () => {
      this.#counts();
      flushed();
      this.#moves = this.#activity.moves;
    };
  }

  #counts(): boolean {
    const now = performance.now();
    if (this.#activity.moves !== this.#moves) this.#since = now;
    return now - this.#since < preludeMs;
  }
}
