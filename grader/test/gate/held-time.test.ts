import { expect, test } from 'vitest';
import { heldTime } from '../../src/gate/held-time.ts';

test.each([
  ['nothing', [], 0],
  ['one call', [[10, 30]], 20],
  [
    'calls that are held together once',
    [
      [10, 30],
      [12, 30],
      [14, 25],
    ],
    20,
  ],
  [
    'rounds one after another without the time between',
    [
      [0, 10],
      [15, 20],
    ],
    15,
  ],
  [
    'a call that was never released as nothing',
    [
      [0, 10],
      [5, undefined],
    ],
    10,
  ],
] as const)('counts %s', (_, times, expected) => {
  const calls = times.map(([arrivedAt, releasedAt]) => ({
    arrivedAt,
    ...(releasedAt !== undefined && { releasedAt }),
  }));

  expect(heldTime(calls)).toBe(expected);
});
