import { expect, test } from 'vitest';
import { z } from 'zod';
import { prairielearn } from '../../../src/report/emit/prairielearn.ts';
import { check, result } from '../results.ts';
import { blog } from '../samples.ts';
import { cases, hostile, mixed, part, unfinished } from './cases.ts';

// https://docs.prairielearn.com/externalGrading/#grading-results
const schema = z.strictObject({
  gradable: z.boolean(),
  score: z.number().min(0).max(1),
  message: z.string(),
  format_errors: z.array(z.string()).optional(),
  tests: z.array(
    z.strictObject({
      name: z.string().min(1),
      description: z.string(),
      points: z.int().nonnegative(),
      max_points: z.int().nonnegative(),
      message: z.string(),
      output: z.string().optional(),
    }),
  ),
});

const reportOf = (results: Parameters<typeof prairielearn.emit>[0]) =>
  schema.parse(JSON.parse(prairielearn.emit(results, {})));
const sumOf = (tests: readonly { points: number }[]) =>
  tests.reduce((sum, { points }) => sum + points, 0);

test.each(cases)('%s fits the specification', (_, results) => {
  const text = prairielearn.emit(results, {});

  schema.parse(JSON.parse(text));
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1_000_000);
});

test('looks as it did', async () => {
  await expect(prairielearn.emit([mixed, part], {})).toMatchFileSnapshot('golden/prairielearn.txt');
});

test('the score is the share of the points', () => {
  const { score, tests } = reportOf([mixed, part]);

  expect(score).toBe(15 / 45);
  expect(sumOf(tests)).toBe(15);
  expect(tests.reduce((sum, { max_points }) => sum + max_points, 0)).toBe(45);
});

test('more than all points are all points', () => {
  const bonus = check('two workers share the numbers', { tier: 'bonus', points: 5 });

  const { score, tests } = reportOf([result([...blog().checks, bonus])]);

  expect(score).toBe(1);
  expect(sumOf(tests)).toBe(105);
});

test('undecided points are marked', () => {
  const { message, tests } = reportOf([mixed]);

  expect(message).toContain('15 undecided');
  expect(tests[3]!.name).toMatch(/\(undecided\)$/);
  expect(tests[3]!.message).toMatch(/^inconclusive: expected 502/);
});

test('a grading that was killed is worth what was decided', () => {
  const { score, message } = reportOf([unfinished]);

  expect(score).toBe(0.18);
  expect(message).toContain('not a whole grading');
});

test('where nothing is decided no attempt is lost', () => {
  const { gradable, score } = reportOf([result([check('listens', { verdict: 'errored' })])]);

  expect({ gradable, score }).toEqual({ gradable: false, score: 0 });
});

test('what would be too large keeps its points and loses its pictures', () => {
  const checks = Array.from({ length: 400 }, (_, index) => ({
    ...hostile.checks[10 * 4]!,
    title: `is check ${index}`,
    message: 'expected 1, got 2',
  }));

  const { tests } = reportOf([result(checks)]);

  expect(tests).toHaveLength(400);
  expect(tests[0]).toMatchObject({ max_points: 4, output: 'expected 1, got 2' });
});
