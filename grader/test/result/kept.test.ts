import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isKept, keptName, withoutKept, withoutKeptNames } from '../../src/result/kept.ts';
import { scoreOf } from '../../src/result/score.ts';
import { check, result } from '../report/results.ts';
import { anyResult } from './arbitrary.ts';

const kept = (title: string, facts: Parameters<typeof check>[1] = {}) =>
  check(title, { visibility: 'hidden', theme: 'secret', tier: 'stretch', ...facts });

describe('a result for students', () => {
  test('stays what it is when nothing is kept from them', () => {
    const whole = result([check('is seen'), check('is seen too', { visibility: 'visible' })]);

    expect(withoutKept(whole)).toBe(whole);
  });

  test('has the sum of what is kept in one line', () => {
    const { checks } = withoutKept(
      result([
        check('is seen'),
        kept('secret 1', { points: 7 }),
        kept('secret 2', { points: 3, verdict: 'failed', message: 'secret', hint: 'secret' }),
      ]),
    );

    expect(checks).toMatchObject([
      { title: 'is seen' },
      {
        title: 'stretch checks that your instructor keeps: 7 of 10 points',
        verdict: 'failed',
        points: 10,
        earned: 7,
        replay: '',
        timelines: [],
      },
    ]);
    expect(JSON.stringify(checks)).not.toContain('secret');
  });

  test('tells those apart that could not be decided', () => {
    const { checks } = withoutKept(
      result([
        kept('one', { points: 7 }),
        kept('two', { points: 3, verdict: 'inconclusive' }),
        kept('three', { points: 2, verdict: 'skipped', needs: 'two' }),
      ]),
    );

    expect(checks.map(({ title, verdict }) => [title, verdict])).toEqual([
      ['stretch checks that your instructor keeps: 7 of 7 points', 'passed'],
      ['stretch checks that your instructor keeps: 5 points undecided', 'inconclusive'],
    ]);
  });

  test('has a check that waits for a kept one, without its name', () => {
    const waiting = check('is seen', { verdict: 'skipped', needs: 'secret' });
    const failed = result([kept('secret', { verdict: 'failed' }), waiting]);
    const open = result([kept('secret', { verdict: 'errored' }), waiting]);

    expect(withoutKept(failed).checks[0]).toMatchObject({ verdict: 'skipped', needs: keptName });
    expect(withoutKept(open).checks[0]).toMatchObject({ verdict: 'inconclusive', needs: keptName });
    for (const whole of [failed, open]) {
      const [, seen] = withoutKeptNames(whole).checks;
      expect(JSON.stringify(seen)).not.toContain('secret');
    }
  });

  test('adds up to the same, whatever is kept, and says nothing of it', () => {
    fc.assert(
      fc.property(anyResult, (whole) => {
        const seen = withoutKept(whole);

        expect(scoreOf(seen.checks)).toEqual(whole.score);
        expect(scoreOf(withoutKeptNames(whole).checks)).toEqual(whole.score);
        expect(seen.checks.filter(isKept)).toEqual([]);
        const text = JSON.stringify(seen);
        for (const { title, message = '', hint = '', theme } of whole.checks.filter(isKept)) {
          for (const secret of [title, message, hint, theme]) {
            expect(text).not.toContain(`"${secret}"`);
          }
        }
      }),
    );
  });
});
