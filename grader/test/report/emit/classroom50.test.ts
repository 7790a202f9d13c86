import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { classroom50 } from '../../../src/report/emit/classroom50.ts';
import { cases, hostile, mixed, part, unfinished } from './cases.ts';

const environment = {
  CLASSROOM: 'web-2026',
  ASSIGNMENT: 'overlap',
  ASSIGNMENT_TYPE: 'individual',
  SUBMISSION_TAG: 'submit/2026-03-02T10-00-00Z-abc1234',
  COMMIT_URL: 'https://github.com/school/web-2026-overlap-kim/commit/abc1234',
  RELEASE_URL: 'https://github.com/school/web-2026-overlap-kim/releases/tag/submit',
  REVIEW_URL: 'https://github.com/school/web-2026-overlap-kim/pull/1',
  USERNAME: 'kim',
  OWNER: 'kim',
};

// The rules of classroom50/result/v1: foundation50/classroom50, schemas/result-v1.schema.json.
const named = z.string().min(1);
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/);
const points = z.int().nonnegative();
const schema = z.strictObject({
  schema: z.literal('classroom50/result/v1'),
  classroom: named,
  assignment: named,
  assignment_type: z.enum(['individual', 'group']),
  owner: named,
  submission: z.string().startsWith('submit/'),
  commit: named,
  release: named,
  review: named,
  datetime: date,
  graded_at: date,
  score: points,
  'max-score': points,
  tests: z.array(
    z.looseObject({ 'test-name': named, passed: z.boolean(), score: points, 'max-score': points }),
  ),
});

const reportOf = (
  results: Parameters<typeof classroom50.emit>[0],
  variables: Parameters<typeof classroom50.emit>[1] = environment,
) => schema.parse(JSON.parse(classroom50.emit(results, variables)));

test.each(cases)('%s fits the rules, and its tests add up', (_, results) => {
  const report = reportOf(results);

  expect(report.tests.reduce((sum, { score }) => sum + score, 0)).toBe(report.score);
  expect(report.tests.reduce((sum, one) => sum + one['max-score'], 0)).toBe(report['max-score']);
});

test('looks as it did', async () => {
  const text = classroom50.emit([mixed, part], environment);

  await expect(text).toMatchFileSnapshot('golden/classroom50.txt');
});

test.for([
  ['the time of the tag', 'submit/2026-03-01T23-59-08Z-abc1234', '2026-03-01T23:59:08Z'],
  ['the begin of the grading, of another tag', 'submit/last', '2026-03-02T10:00:00Z'],
] as const)('dates are whole seconds: submitted is %s', ([, tag, submitted]) => {
  const { datetime, graded_at } = reportOf([mixed, part], { ...environment, SUBMISSION_TAG: tag });

  expect({ datetime, graded_at }).toEqual({
    datetime: submitted,
    graded_at: '2026-03-02T10:00:50Z',
  });
});

test('evidence, and what is not final, stands in the tests', () => {
  const { tests } = reportOf([mixed, part]);

  expect(tests[2]).toMatchObject({
    verdict: 'failed',
    timelines: ['in flight: 2, 2, 2; expected 50 in flight at once'],
    undecided: 0,
    mode: 'final',
    complete: true,
  });
  expect(tests[3]).toMatchObject({ verdict: 'inconclusive', undecided: 5, passed: false });
  expect(tests[3]!['test-name']).toMatch(/\(undecided\)$/);
  expect(tests.at(-1)).toMatchObject({ mode: 'provisional', complete: false });
});

test('a grading that is not over is marked, and is out of the same points', () => {
  const report = reportOf([unfinished]);

  expect([report.score, report['max-score']]).toEqual([18, 100]);
  expect(report.tests.every(({ complete }) => complete === false)).toBe(true);
});

test('older runners set neither OWNER nor REVIEW_URL', () => {
  const { owner, review, commit } = reportOf([mixed], {
    ...environment,
    OWNER: '',
    REVIEW_URL: undefined,
  });

  expect({ owner, review }).toEqual({ owner: 'kim', review: commit });
});

describe('problem', () => {
  test.each([
    [{}, undefined],
    [{ CLASSROOM: undefined }, 'expected CLASSROOM to be set'],
    [{ OWNER: '', USERNAME: '' }, 'expected OWNER or USERNAME to be set'],
    [{ SUBMISSION_TAG: 'v1' }, 'expected SUBMISSION_TAG to begin with "submit/", got "v1"'],
  ])('%j', (changes, problem) => {
    expect(classroom50.problem!({ ...environment, ...changes })).toBe(problem);
  });
});

test("a student's text is plain text", () => {
  const text = classroom50.emit([hostile], environment);

  expect(text).not.toMatch(/[^\P{Cc}\n]|[\p{Cs}\u202E]|\\u(00|d[89a-f])/u);
});
