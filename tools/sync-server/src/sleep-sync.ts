import { assertMayBlock } from './block-thread.ts';

/**
 * Blocks the calling worker for `ms` milliseconds without using the CPU.
 *
 * Throws a `RangeError` when `ms` is negative or not finite, and an `Error` in the main thread.
 */
export function sleepSync(ms: number): void {
  assertMayBlock('sleepSync');
  if (!Number.isFinite(ms) || ms < 0) {
    throw new RangeError(`expected milliseconds of 0 or more, got ${String(ms)}`);
  }
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
