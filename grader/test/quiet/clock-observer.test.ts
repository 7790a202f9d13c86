import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Activity } from '../../src/gate/activity.ts';
import { clockObserver } from '../../src/quiet/clock-observer.ts';

let now = 0;
beforeEach(() => void vi.spyOn(performance, 'now').mockImplementation(() => now));
afterEach(() => void vi.restoreAllMocks());

function wait(ms: number): void {
  now += ms;
}

/** An observer of a server whose slowest answer with a call took this long. */
function observerAfter(responseMs: number) {
  const activity = new Activity();
  activity.writing()();
  wait(responseMs);
  activity.arrived();
  return { activity, observer: clockObserver(activity) };
}

test.each([
  [3, 250],
  [50, 1000],
])('after answers within %i ms a round is over in %i ms', (responseMs, waitMs) => {
  const { observer } = observerAfter(responseMs);

  wait(waitMs - 1);
  expect(observer.look().confirmed()).toBe(false);
  wait(1);
  expect(observer.look().confirmed()).toBe(true);
});

test.each([
  [3, 5000],
  [400, 8000],
])('after answers within %i ms nothing is missed before %i ms', (responseMs, waitMs) => {
  const { observer } = observerAfter(responseMs);

  wait(waitMs - 1);
  expect(observer.look().convicted()).toBe(false);
  wait(1);
  expect(observer.look().convicted()).toBe(true);
});

test('what the grader has not yet handed over is waited for', () => {
  const { activity, observer } = observerAfter(3);
  const flushed = activity.writing();

  wait(60_000);
  expect(observer.look().confirmed()).toBe(false);
  expect(observer.look().convicted()).toBe(false);
  flushed();
  expect(observer.look().confirmed()).toBe(false);
  wait(250);
  expect(observer.look().confirmed()).toBe(true);
});
