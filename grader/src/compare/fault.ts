import { performance } from 'node:perf_hooks';
import type { Activity } from '../gate/activity.ts';
import type { Reply } from '../traffic/volley.ts';

/** Why there are no figures: what has to be done about a route first. */
export interface Fault {
  readonly fault: string;
}

export interface Deadline {
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
}

export function isFault(outcome: object): outcome is Fault {
  return 'fault' in outcome;
}

/** What is wrong with an answer of a route, if anything is. */
export function faultOf(
  route: string,
  { status, error }: Pick<Reply, 'status' | 'error'>,
  expected: number,
): Fault | undefined {
  if (status === expected) return undefined;
  if (status === 501) return { fault: `write ${route} first; it still answers 501` };
  const seen = status === 0 ? `gives no answer (${error ?? 'none'})` : `answers ${status}`;
  return { fault: `mend ${route} first; it ${seen}, expected ${expected}` };
}

/** Waits until it is met, or the deadline has passed; leaves the processor to what is measured. */
export async function awaited(
  activity: Activity,
  met: () => boolean,
  { deadlineMs, signal }: Deadline,
): Promise<boolean> {
  const end = performance.now() + deadlineMs;
  while (!met()) {
    signal.throwIfAborted();
    if (performance.now() > end) return false;
    await activity.next(100);
  }
  return true;
}
