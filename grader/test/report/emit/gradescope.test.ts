import { expect, test } from 'vitest';
import { z } from 'zod';
import { gradescope } from '../../../src/report/emit/gradescope.ts';
import { blog } from '../samples.ts';
import { cases, hostile, mixed, part, unfinished } from './cases.ts';

// https://gradescope-autograders.readthedocs.io/en/latest/specs/#output-format
const format = z.enum(['text', 'html', 'simple_format', 'md', 'ansi']);
const visibility = z.enum(['hidden', 'after_due_date', 'after_published', 'visible']);
const schema = z.strictObject({
  score: z.number().nonnegative(),
  execution_time: z.number().nonnegative(),
  output: z.string(),
  output_format: format,
  visibility,
  extra_data: z.record(z.string(), z.unknown()),
  tests: z.array(
    z.strictObject({
      score: z.number().nonnegative(),
      max_score: z.number().nonnegative(),
      status: z.enum(['passed', 'failed']),
      name: z.string().min(1),
      number: z.string(),
      output: z.string(),
      output_format: format,
      tags: z.array(z.string()),
      visibility,
    }),
  ),
});

const reportOf = (results: Parameters<typeof gradescope.emit>[0]) =>
  schema.parse(JSON.parse(gradescope.emit(results, {})));

test.each(cases)('%s fits the specification', (_, results) => {
  const { tests, score } = reportOf(results);

  expect(tests.reduce((sum, { score }) => sum + score, 0)).toBe(score);
});

test('looks as it did', async () => {
  await expect(gradescope.emit([mixed, part], {})).toMatchFileSnapshot('golden/gradescope.txt');
});

test('the whole exercise is worth 100, whoever grades', () => {
  const { tests, score } = reportOf([blog()]);

  expect(score).toBe(100);
  expect(tests.reduce((sum, { max_score }) => sum + max_score, 0)).toBe(100);
});

test('bonus counts above the points that there are', () => {
  const { tests, score } = reportOf([mixed]);

  expect(score).toBe(15);
  expect(tests.at(-1)).toMatchObject({ score: 5, max_score: 0, status: 'passed' });
});

test('undecided points are neither hidden nor called failed in words', () => {
  const { tests, output } = reportOf([mixed]);

  expect(output).toContain('10 of 22 points decided, 15 undecided');
  expect(tests[3]).toMatchObject({
    name: '01-blog async: a failed lookup fails only its own page (undecided)',
    tags: ['async', 'stretch', 'inconclusive', 'undecided'],
  });
});

test('says when no "failed" is final, and when checks are missing', () => {
  const { output, extra_data } = reportOf([mixed, part]);

  expect(output).toContain('no "failed" is final');
  expect(output).toContain('not a whole grading');
  expect(extra_data['complete']).toBe(false);
});

test('a grading that was killed keeps what it had', () => {
  const { score, tests, output } = reportOf([unfinished]);

  expect(score).toBe(18);
  expect(tests).toHaveLength(13);
  expect(tests.at(-1)!.output).toContain('not over');
  expect(output).toContain('82 undecided');
});

test("nothing of a student's is read as HTML or Markdown", () => {
  const { output_format, tests } = reportOf([hostile]);

  expect(new Set([output_format, ...tests.map((one) => one.output_format)])).toEqual(
    new Set(['text']),
  );
  for (const { output } of tests) expect(output).not.toMatch(/[^\P{Cc}\n]|[\p{Cs}\u202E]/u);
});
