import { isMainThread, workerData } from 'node:worker_threads';
import type { CallLine } from './call-line.ts';

/** Channels share this many counters: more would only make it rarer that one wakes another. */
const COUNTERS = 1024;

/** What the pool gives each of its workers. */
export interface WorkerStart {
  /** How a thread knows that the pool started it, rather than anything else that uses threads. */
  readonly mark: 'overlap-sync-server-worker';
  /** The counters of changes that all workers share. */
  readonly changes: Int32Array;
  /** Where it waits for the calls that the main thread makes for it. */
  readonly line: CallLine;
}

let changes: Int32Array | undefined;

/** For the pool: the counters are the same for every worker, also for one that replaces another. */
export function workerStart(line: CallLine): WorkerStart {
  changes ??= new Int32Array(new SharedArrayBuffer(COUNTERS * Int32Array.BYTES_PER_ELEMENT));
  return { mark: 'overlap-sync-server-worker', changes, line };
}

/** What the pool gave to this thread; `undefined` in a thread that the pool did not start. */
export function ownStart(): WorkerStart | undefined {
  const start = workerData as Partial<WorkerStart> | null;
  const isOurs = !isMainThread && start?.mark === 'overlap-sync-server-worker';
  return isOurs ? (start as WorkerStart) : undefined;
}
