import { expect, test } from 'vitest';
import { emitters } from '../../../src/report/emit/emitters.ts';
import { annotations } from '../../../src/report/emit/github-annotations.ts';
import { summary } from '../../../src/report/emit/github-summary.ts';
import type { CheckResult } from '../../../src/result/model.ts';
import { check, result, timeline } from '../results.ts';

const secret: Partial<CheckResult> = {
  visibility: 'hidden',
  theme: 'secret theme',
  message: 'secret message',
  hint: 'secret hint',
  logLines: ['secret line'],
  proves: 'secret proof',
  replay: 'secret replay',
  timelines: [{ ...timeline(3, 1), expected: 'secret timeline' }],
};

const graded = result([
  check('is seen', { points: 6 }),
  check('secret title', { ...secret, points: 7 }),
  check('secret other', { ...secret, points: 3, verdict: 'failed', visibility: 'after_due_date' }),
  check('secret third', { ...secret, points: 2, verdict: 'inconclusive' }),
  check('waits for it', { points: 1, verdict: 'skipped', needs: 'secret other' }),
]);

const environment = {
  CLASSROOM: 'cs',
  ASSIGNMENT: 'blog',
  OWNER: 'ada',
  SUBMISSION_TAG: 'submit/1',
  COMMIT_URL: 'https://example.org/commit',
  RELEASE_URL: 'https://example.org/release',
};

const { json, gradescope, ...readByStudents } = emitters;
const texts: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries(readByStudents).map(([name, { emit }]) => [name, emit([graded], environment)]),
  ),
  annotations: annotations([graded]),
  summary: summary([graded], 100_000),
};

test.each(Object.entries(texts))('%s says nothing of what is kept but the sum', (name, text) => {
  expect(text).not.toContain('secret');
  // Attachments of CTRF.
  expect(text).not.toContain('base64');
  const said =
    /checks that your instructor keeps(:|%3A) 7 of 10 points[^]*keeps(:|%3A) 2 points undecided/;
  // Its line has only the sums.
  if (name !== 'autolab') expect(text).toMatch(said);
});

test('the sums of Classroom 50 and PrairieLearn are those of all checks', () => {
  const classroom = JSON.parse(texts['classroom50'] ?? '') as Record<string, unknown>;
  const prairie = JSON.parse(texts['prairielearn'] ?? '') as { score: number };

  expect(classroom).toMatchObject({ score: 13, 'max-score': 19 });
  expect(prairie.score).toBeCloseTo(13 / 19);
});

test('Gradescope gets all of it, and shows each test to those who may see it', () => {
  const { tests } = JSON.parse(gradescope.emit([graded], {})) as {
    tests: { name: string; visibility: string; output: string }[];
  };

  expect(tests.map(({ visibility }) => visibility)).toEqual([
    'visible',
    'hidden',
    'after_due_date',
    'hidden',
    'visible',
  ]);
  expect(tests[2]).toMatchObject({ output: expect.stringContaining('secret message') as string });
  const shown = tests.filter(({ visibility }) => visibility === 'visible');
  expect(JSON.stringify(shown)).not.toContain('secret');
});

test('the JSON is whole', () => {
  expect(JSON.parse(json.emit([graded]))).toEqual([graded]);
});
