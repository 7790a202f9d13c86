import { assertMayBlock } from './block-thread.ts';
import { toTimeout } from './timeout-error.ts';
import { ownStart } from './worker-start.ts';

export interface WaitForChangeOptions {
  /** What `changeVersion` said before the state was read; without it, what it says now. */
  readonly since?: number;
  /** The longest to wait, in milliseconds. */
  readonly timeoutMs: number;
}

/**
 * The version of a channel, which every change of it replaces.
 *
 * Read it before the state that the change is about, and wait for a change since then: a change
 * that comes between the reading and the waiting is not lost. Throws an `Error` outside a worker.
 */
export function changeVersion(channel: string): number {
  return Atomics.load(counters(), indexOf(channel));
}

/**
 * Wakes every worker of this server that waits for a change of the channel.
 *
 * Call it when the change can be read: after the commit. Throws an `Error` outside a worker.
 */
export function notifyChange(channel: string): void {
  Atomics.add(counters(), indexOf(channel), 1);
  Atomics.notify(counters(), indexOf(channel));
}

/**
 * Blocks the worker, without using the CPU, until another worker notifies of a change of the channel.
 *
 * Returns true after a change, at once when there was one `since`, and false after `timeoutMs`. It
 * may also return true without one, for channels share 1,024 counters: look, and wait again.
 * Throws a `TypeError` for a `timeoutMs` that is not valid, and an `Error` outside a worker.
 */
export function waitForChangeSync(channel: string, options: WaitForChangeOptions): boolean {
  assertMayBlock('waitForChangeSync');
  const { since = changeVersion(channel), timeoutMs } = options;
  const ended = Atomics.wait(counters(), indexOf(channel), since, toTimeout(timeoutMs));
  return ended !== 'timed-out';
}

function counters(): Int32Array {
  const start = ownStart();
  if (start) return start.changes;
  throw new Error(
    'changes are told between the workers of one server: expected to be in a handler',
  );
}

// FNV-1a: short, and it spreads names that differ in one character.
function indexOf(channel: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < channel.length; at++) {
    hash = Math.imul(hash ^ channel.charCodeAt(at), 0x01000193);
  }
  return (hash >>> 0) % counters().length;
}
