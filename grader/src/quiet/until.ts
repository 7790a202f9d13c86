import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import type { Activity } from '../gate/activity.ts';
import { burningSeconds, sampleMs, windowMs, type Observer } from './observer.ts';

/** What is needed to know that nothing more can come. */
export interface Watch {
  readonly activity: Activity;
  readonly observer: Observer;
  /** Past this many milliseconds nothing can be said: the outcome is `cap`. */
  readonly capMs: number;
  readonly signal: AbortSignal;
}

/** What is waited for. */
export interface Goal {
  /** True once what should come has come. */
  readonly met: () => boolean;
  /** True once something came that must not: ends the waiting at once. */
  readonly broken?: () => boolean;
  /** Waits for quiet after the goal is met, so that one more would be seen. */
  readonly exactly?: boolean;
  /** A duty with a time: before this many milliseconds quiet proves nothing. */
  readonly dueMs?: number;
  /** Computing for long is no fault here, as while a runtime starts. */
  readonly mayBurn?: boolean;
}

/** `quiet`: nothing more can come, and the goal is not met. `burning`: it computes instead of calling. */
export type Outcome = 'met' | 'broken' | 'quiet' | 'burning' | 'cap';

/** Waits until the goal is met or broken, nothing more can come, or the cap is reached. */
export async function until(watch: Watch, goal: Goal): Promise<Outcome> {
  const begun = performance.now();
  const dueAt = begun + (goal.dueMs ?? 0);
  const capAt = dueAt + watch.capMs;
  for (;;) {
    watch.signal.throwIfAborted();
    if (goal.broken?.()) return 'broken';
    const met = goal.met();
    if (met && !goal.exactly) return 'met';
    if (!met && performance.now() < dueAt - windowMs) {
      // Nothing that is seen now would count: reading `/proc` would only take CPU from the server.
      await watch.activity.next(sampleMs);
      continue;
    }
    const silence = watch.observer.look();
    const now = performance.now();
    // A server that ticks more often than the short window is long never passes that one.
    const still = met
      ? silence.confirmed() || silence.convicted()
      : now >= dueAt && silence.convicted();
    if (still) {
      if (await nothingPending(watch.activity)) return met ? 'met' : 'quiet';
      continue;
    }
    const burns = silence.burntSeconds > burningSeconds && goal.mayBurn !== true;
    if (burns && now >= dueAt) return 'burning';
    if (now >= capAt) return 'cap';
    await watch.activity.next(sampleMs);
  }
}

/** Lets the grader's own event loop take what the operating system has ready for it. */
async function nothingPending(activity: Activity): Promise<boolean> {
  const { moves } = activity;
  for (let turn = 0; turn < 4; turn += 1) await setImmediate();
  return activity.flushed && activity.moves === moves;
}
