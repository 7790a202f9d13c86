import { performance } from 'node:perf_hooks';
import type { Activity } from '../gate/activity.ts';
import type { Observer } from './observer.ts';

const leastMs = 250;
const patience = 20;

/**
 * Guesses quiet from the clock alone, where the operating system does not tell: nothing moved for
 * `patience` times the longest that the server took to answer the grader with a call. It proves
 * nothing, so no verdict that rests on it is final.
 */
export function clockObserver(activity: Activity): Observer {
  return {
    look() {
      const waitMs = Math.max(leastMs, patience * activity.longestResponseMs);
      const still = activity.flushed && performance.now() - activity.lastAt >= waitMs;
      return { confirmed: still, convicted: still, burntSeconds: 0 };
    },
  };
}
