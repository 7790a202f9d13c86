import { performance } from 'node:perf_hooks';
import type { Activity } from '../gate/activity.ts';
import type { Observer } from './observer.ts';

const leastMs = 250;
/** A failure costs a student more than a grading costs time. */
const leastToConvictMs = 5000;
const patience = 20;

/**
 * Guesses quiet from the clock alone, where the operating system does not tell: nothing moved for
 * `patience` times the longest that the server took to answer the grader with a call. It proves
 * nothing, so no verdict that rests on it is final.
 */
export function clockObserver(activity: Activity): Observer {
  return {
    look() {
      const stillMs = activity.flushed ? performance.now() - activity.lastAt : 0;
      const waitMs = Math.max(leastMs, patience * activity.longestResponseMs);
      return {
        confirmed: () => stillMs >= waitMs,
        convicted: () => stillMs >= Math.max(waitMs, leastToConvictMs),
        burntSeconds: 0,
      };
    },
  };
}
