import { expect, test } from 'vitest';
import { judge } from '../../bench/judge.ts';
import type { Verdict } from '../../src/result/model.ts';

function check(title: string, verdict: Verdict, needs?: string) {
  const replay = `replay of ${title}`;
  return { title, part: 'async' as const, verdict, replay, ...(needs !== undefined && { needs }) };
}

function worths(checks: readonly ReturnType<typeof check>[], fails: readonly string[] = []) {
  return judge(checks, fails).map(({ title, worth }) => [title, worth]);
}

test('a verdict is right when it is the expected one, and wrong when it is the other', () => {
  const checks = [
    check('good', 'passed'),
    check('blamed', 'failed'),
    check('bad', 'failed'),
    check('missed', 'passed'),
    check('broken', 'errored'),
  ];

  expect(worths(checks, ['bad', 'missed'])).toEqual([
    ['good', 'right'],
    ['blamed', 'wrong'],
    ['bad', 'right'],
    ['missed', 'wrong'],
    ['broken', 'wrong'],
  ]);
});

test('what is inconclusive is undecided, and so is what was skipped because of it', () => {
  const checks = [
    check('page', 'inconclusive'),
    check('comment', 'skipped', 'page'),
    check('spam', 'skipped', 'comment'),
  ];

  expect(worths(checks).map(([, worth]) => worth)).toEqual(Array(3).fill('undecided'));
});

test('what was skipped because of a check that failed as it should is not counted', () => {
  const checks = [check('page', 'failed'), check('fifty', 'skipped', 'page')];

  expect(worths(checks, ['page'])).toEqual([['page', 'right']]);
});

test('what was skipped because of a check that failed wrongly is wrong as well', () => {
  const checks = [check('page', 'failed'), check('fifty', 'skipped', 'page')];

  expect(worths(checks).map(([, worth]) => worth)).toEqual(['wrong', 'wrong']);
});

test('a check that must fail and has no verdict is wrong', () => {
  expect(judge([check('page', 'passed')], ['fifty'])).toEqual([
    expect.objectContaining({ title: 'page', worth: 'right', replay: 'replay of page' }),
    { title: 'fifty', worth: 'wrong', expected: 'failed', got: 'no verdict' },
  ]);
});
