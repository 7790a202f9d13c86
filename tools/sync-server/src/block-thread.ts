import { isMainThread } from 'node:worker_threads';

/** Refuses a blocking call in the main thread, where it would stop the front for every client. */
export function assertMayBlock(caller: string): void {
  if (!isMainThread) return;
  throw new Error(
    `${caller} blocks its thread: call it in a handler, not while the module is loaded in the main thread`,
  );
}
