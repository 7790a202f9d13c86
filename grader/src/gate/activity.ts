import { performance } from 'node:perf_hooks';

/** What moved between the grader and a server: quiet is counted from the last movement. */
export class Activity {
  #moves = 0;
  #lastAt = performance.now();
  #unflushed = 0;
  #wroteAt = performance.now();
  /** The longest that a server took from what the grader wrote last to a call, in milliseconds. */
  longestResponseMs = 0;
  readonly #waiters = new Set<() => void>();

  /** How often something moved so far. */
  get moves(): number {
    return this.#moves;
  }

  /** When something moved last, in milliseconds of `performance.now()`. */
  get lastAt(): number {
    return this.#lastAt;
  }

  /** True when everything that the grader wrote was handed to the operating system. */
  get flushed(): boolean {
    return this.#unflushed === 0;
  }

  /** Notes an arrival, a reply or bytes that moved. */
  touch(): void {
    this.#moves += 1;
    this.#lastAt = performance.now();
    for (const wake of this.#waiters) wake();
  }

  /** Notes a call of the server. */
  arrived(): void {
    this.longestResponseMs = Math.max(this.longestResponseMs, performance.now() - this.#wroteAt);
    this.touch();
  }

  /** Notes something that the grader begins to write; the function returned notes that it is flushed. */
  writing(): () => void {
    this.#unflushed += 1;
    this.#wroteAt = performance.now();
    this.touch();
    let flushed = false;
    return () => {
      if (flushed) return;
      flushed = true;
      this.#unflushed -= 1;
      this.touch();
    };
  }

  /** Resolves at the next movement, at the latest after `ms` milliseconds. */
  next(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#waiters.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      this.#waiters.add(wake);
    });
  }
}
