import { describe, expect, test } from 'vitest';
import { blogVolleys } from '../../bench/blog-volleys.ts';
import { isStopwatchRight, stopwatchVerdict } from '../../bench/stopwatch-rule.ts';
import { mutantsOf } from '../../src/kit/mutant.ts';

const [fifty, three, one, four] = blogVolleys;

function timed(ms: number, served = true) {
  return { check: '', ms, served };
}

describe('a stopwatch takes less than half of serial for overlapping', () => {
  test.each([
    ['fifty readers at once', fifty!, 1249, 'passed'],
    ['fifty readers in turn', fifty!, 1250, 'failed'],
    ['three lookups at once', three!, 60, 'passed'],
    ['three lookups in turn', three!, 155, 'failed'],
    ['one worker', one!, 910, 'passed'],
    ['one worker that is none', one!, 200, 'failed'],
    ['four workers', four!, 470, 'passed'],
    ['one worker for four', four!, 1830, 'failed'],
  ] as const)('%s', (_, volley, ms, verdict) => {
    expect(stopwatchVerdict(timed(ms), volley)).toBe(verdict);
  });
});

test('pages that do not come pass nothing', () => {
  expect(stopwatchVerdict(timed(10, false), fifty!)).toBe('failed');
  expect(stopwatchVerdict(timed(910, false), one!)).toBe('failed');
});

test('it is right when it says what is known of the submission', () => {
  expect(isStopwatchRight(timed(300), fifty!, [])).toBe(true);
  expect(isStopwatchRight(timed(300), fifty!, [fifty!.check])).toBe(false);
  expect(isStopwatchRight(timed(2600), fifty!, [fifty!.check])).toBe(true);
});

test('the volleys are those of checks that mutants fail', async () => {
  const named = new Set((await mutantsOf('01-blog')).flatMap(({ fails }) => fails));

  expect(blogVolleys.filter(({ check }) => !named.has(check))).toEqual([]);
});
