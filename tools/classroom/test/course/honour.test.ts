import { describe, expect, test } from 'vitest';
import type { CheckResult, Result } from '@overlap/grader/result/model.ts';
import { honour } from '../../src/course/honour.ts';
import { planOf } from '../../src/course/plan.ts';
import type { Rules } from '../../src/course/schema.ts';
import { check, graded } from './graded.ts';

const noon = new Date('2026-12-01T12:00:00Z');

/** What the rules make of a result. */
function honoured(
  rules: Rules,
  checks: CheckResult[],
  more: { login?: string; now?: Date; submittedAt?: Date } = {},
): Result {
  const plan = planOf(
    '01-blog',
    rules,
    checks.map(({ title, part, tier, points, visibility = 'visible' }) => ({
      title,
      part,
      tier,
      points,
      visibility,
    })),
  );
  return honour(graded(checks), plan, { now: noon, submittedAt: noon, ...more });
}

const titles = ({ checks }: Result) =>
  checks.map(({ title, points, earned }) => [title, points, earned]);

test('an empty course changes nothing', () => {
  const checks = [check('a'), check('b', { verdict: 'failed', earned: 2 })];

  expect(honoured({}, checks)).toEqual(graded(checks));
});

describe('points', () => {
  test('are those of the course; a part of the way earns its part, rounded down', () => {
    const checks = [
      check('a', { points: 4 }),
      check('b', { points: 16, verdict: 'failed', earned: 12 }),
      check('c', { points: 16, verdict: 'failed', earned: 15 }),
    ];
    const points = { 'async: a': 9, 'async: b': 8, 'async: c': 2 };

    const result = honoured({ points }, checks);

    expect(titles(result)).toEqual([
      ['a', 9, 9],
      ['b', 8, 6],
      ['c', 2, 1],
    ]);
    expect(result.score).toMatchObject({ earned: 16, possible: 19 });
  });

  test('of a tier that does not count are none, and a check of it can still be needed', () => {
    const checks = [
      check('a', { verdict: 'inconclusive' }),
      check('b', { tier: 'stretch', verdict: 'skipped', needs: 'a' }),
    ];

    expect(honoured({ tiers: ['stretch'] }, checks).score).toMatchObject({
      decided: 0,
      undecided: 4,
      possible: 4,
    });
  });
});

describe('a dropped check', () => {
  const checks = [
    check('a', { points: 5, verdict: 'failed', message: 'expected 1, got 2', hint: 'Look.' }),
    check('b', { points: 10 }),
    check('c', { points: 5, verdict: 'failed' }),
  ];

  test('gives its points to the others', () => {
    const result = honoured({ dropped: { 'async: a': 'rescale' } }, checks);

    expect(titles(result)).toEqual([
      ['b', 13, 13],
      ['c', 7, 0],
    ]);
    expect(result.remarks).toEqual(['"async: a" does not count: the other checks are worth more.']);
  });

  test('gives its points to everybody', () => {
    const result = honoured(
      { dropped: { 'async: a': 'credit' }, points: { 'async: a': 6 } },
      checks,
    );

    expect(titles(result)).toEqual([
      ['a', 6, 6],
      ['b', 10, 10],
      ['c', 5, 0],
    ]);
    expect(result.checks[0]).toMatchObject({ verdict: 'passed' });
    expect(result.checks[0]).not.toHaveProperty('message');
    expect(result.remarks).toEqual(['"async: a" does not count: everybody gets its 6 points.']);
  });

  test('of bonus gives its points to bonus', () => {
    const bonus = [
      ...checks,
      check('d', { tier: 'bonus', points: 3 }),
      check('e', { tier: 'bonus', points: 2 }),
    ];

    const result = honoured(
      { tiers: ['core', 'bonus'], dropped: { 'async: d': 'rescale' } },
      bonus,
    );

    expect(result.score).toMatchObject({ possible: 20, bonus: 5 });
  });

  test.each(['rescale', 'credit'] as const)(
    'that nobody could decide leaves open what waits for it (%s)',
    (way) => {
      const open = [
        check('a', { verdict: 'inconclusive' }),
        check('b', { verdict: 'skipped', needs: 'a' }),
        check('c'),
      ];

      const { score, checks } = honoured({ dropped: { 'async: a': way } }, open);

      expect(score.undecided).toBe(checks.find(({ title }) => title === 'b')!.points);
      expect(score.possible).toBe(12);
    },
  );

  test('that is kept from students is not told of, nor by what waits for it', () => {
    const kept = [
      check('secret', { verdict: 'failed', visibility: 'hidden' }),
      check('b', { verdict: 'skipped', needs: 'secret' }),
    ];

    expect(
      JSON.stringify(honoured({ dropped: { 'async: secret': 'rescale' } }, kept)),
    ).not.toContain('secret');
  });

  test('needs another one that its points can go to', () => {
    expect(() => honoured({ dropped: { 'async: a': 'rescale' } }, checks.slice(0, 1))).toThrow(
      'course.json: exercises.01-blog.dropped: expected a check that the points of "async: a" can go to, got none',
    );
  });
});

describe('visibility', () => {
  const due = '2026-12-01T13:00:00+01:00';
  const checks = [check('a'), check('b', { visibility: 'hidden' }), check('c')];
  const seen = ({ checks }: Result) => checks.map(({ visibility = 'visible' }) => visibility);

  test('is that of the course, else that of the check', () => {
    const visibility = { 'async: a': 'hidden' } as const;

    expect(seen(honoured({ visibility }, checks))).toEqual(['hidden', 'hidden', 'visible']);
    expect(seen(honoured({ visibility: { 'async: b': 'visible' } }, checks))).toEqual([
      'visible',
      'visible',
      'visible',
    ]);
  });

  test.each([
    ['before it was due', new Date('2026-12-01T12:00:00.000Z'), 'after_due_date'],
    ['after it was due', new Date('2026-12-01T12:00:00.001Z'), 'visible'],
  ])('after_due_date, %s', (_, now, expected) => {
    const rules: Rules = { due, visibility: { 'async: c': 'after_due_date' } };

    expect(seen(honoured(rules, checks, { now }))).toEqual(['visible', 'hidden', expected]);
  });

  test('waits for the extension of whoever has one', () => {
    const extensions = { Ada: '2026-12-08T12:00:00Z' };
    const rules: Rules = { due, extensions, visibility: { 'async: c': 'after_due_date' } };
    const now = new Date('2026-12-02T00:00:00Z');

    expect(seen(honoured(rules, checks, { now, login: 'ada' })).at(-1)).toBe('after_due_date');
    expect(seen(honoured(rules, checks, { now, login: 'bob' })).at(-1)).toBe('visible');
    expect(seen(honoured(rules, checks, { now })).at(-1)).toBe('visible');
  });
});

describe('lateness', () => {
  const rules: Rules = {
    due: '2026-12-01T13:00:00+01:00',
    extensions: { Ada: '2026-12-08T12:00:00Z' },
  };
  const submittedAt = new Date('2026-12-01T12:30:00Z');

  test.each([
    ['bob', { dueAt: rules.due, lateMs: 1_800_000 }],
    ['ada', { dueAt: rules.extensions!['Ada'], extendedFor: 'Ada', lateMs: 0 }],
  ])('of %s is told, and deducts nothing', (login, expected) => {
    const result = honoured(rules, [check('a')], {
      login,
      submittedAt,
      now: new Date('2027-01-01T00:00:00Z'),
    });

    expect(result.deadline).toEqual({ ...expected, submittedAt: '2026-12-01T12:30:00.000Z' });
    expect(result.score.earned).toBe(4);
  });

  test('there is none where nothing is due', () => {
    expect(honoured({}, [check('a')], { submittedAt })).not.toHaveProperty('deadline');
  });
});
