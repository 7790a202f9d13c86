import { describe, expect, test } from 'vitest';
import { exitCodeOf } from '../../src/result/exit-code.ts';
import type { CheckResult, Verdict } from '../../src/result/model.ts';
import { nextOf } from '../../src/result/next.ts';
import { scoreOf } from '../../src/result/score.ts';
import { check, result } from '../report/results.ts';

const of = (verdict: Verdict, more: Partial<CheckResult> = {}) =>
  check(more.title ?? verdict, {
    verdict,
    points: 10,
    earned: verdict === 'passed' ? 10 : 0,
    ...more,
  });

describe('the score', () => {
  test('adds up what was earned, also a part of a failed check', () => {
    const checks = [of('passed'), of('failed', { earned: 4 })];

    expect(scoreOf(checks)).toEqual({
      earned: 14,
      decided: 20,
      undecided: 0,
      possible: 20,
      bonus: 0,
    });
  });

  test('neither gives nor takes the points of what nobody could decide', () => {
    const checks = [of('passed'), of('inconclusive'), of('errored')];

    expect(scoreOf(checks)).toMatchObject({ earned: 10, decided: 10, undecided: 20, possible: 30 });
  });

  test('leaves a check undecided that waits for an undecided one', () => {
    const checks = [of('inconclusive', { title: 'first' }), of('skipped', { needs: 'first' })];

    expect(scoreOf(checks)).toMatchObject({ decided: 0, undecided: 20 });
  });

  test('takes the points of a check that waits for a failed one', () => {
    const checks = [of('failed', { title: 'first' }), of('skipped', { needs: 'first' })];

    expect(scoreOf(checks)).toMatchObject({ decided: 20, undecided: 0 });
  });

  test('counts bonus points apart', () => {
    const checks = [of('passed'), of('passed', { title: 'more', tier: 'bonus' })];

    expect(scoreOf(checks)).toMatchObject({ earned: 10, possible: 10, bonus: 10 });
  });
});

describe('the exit code', () => {
  const codeOf = (checks: CheckResult[], required: 'core' | 'all' = 'all') =>
    exitCodeOf([result(checks)], required);
  const undecidedStretch = [of('passed'), of('inconclusive', { tier: 'stretch' })];

  test.each([
    ['everything passed', [of('passed')], 'all', 0],
    ['something failed', [of('passed'), of('failed')], 'all', 1],
    ['something failed and something is undecided', [of('failed'), of('inconclusive')], 'all', 1],
    ['nothing failed but something is undecided', undecidedStretch, 'all', 2],
    ['only core counts', undecidedStretch, 'core', 0],
    ['the grader broke', [of('errored')], 'all', 2],
    ['nothing ran', [], 'all', 2],
    ['a bonus check failed', [of('passed'), of('failed', { tier: 'bonus' })], 'all', 0],
  ] as const)('when %s', (_, checks, required, code) => {
    expect(codeOf([...checks], required)).toBe(code);
  });

  test('is 2 when what is skipped waits for something undecided', () => {
    const checks = [of('inconclusive', { title: 'first' }), of('skipped', { needs: 'first' })];

    expect(codeOf(checks)).toBe(2);
  });
});

test('the next check is the first that does not pass', () => {
  const checks = [of('passed'), of('failed', { title: 'one' }), of('failed', { title: 'two' })];

  expect(nextOf(result(checks))?.checks.map(({ title }) => title)).toEqual(['one']);
  expect(nextOf(result([of('passed')]))).toBeUndefined();
});
