import { expect, test } from 'vitest';
import { UsageError } from '@overlap/grader/submission/usage-error.ts';
import { editDistance } from '../../src/course/find-check.ts';
import { lookOver, type Declared } from '../../src/course/look-over.ts';
import type { Rules } from '../../src/course/schema.ts';

const declared: Declared = {
  isWhole: true,
  known: [
    { part: 'sync', title: 'answers', tier: 'prerequisite', points: 0 },
    { part: 'async', title: 'fifty readers are served at once', tier: 'core', points: 16 },
    { part: 'async', title: 'SIGTERM lets held pages finish', tier: 'stretch', points: 3 },
  ],
};
const fifty = 'async: fifty readers are served at once';
const due = '2026-12-01T23:59:00+01:00';

test.each<[string, Rules]>([
  ['nothing', {}],
  ['checks that there are', { points: { [fifty]: 20 }, dropped: { 'sync: answers': 'rescale' } }],
  ['no points for what does not count', { tiers: ['stretch'], points: { [fifty]: 0 } }],
  [
    'times',
    { due, extensions: { ada: '2026-12-01T22:59:00Z' }, visibility: { [fifty]: 'after_due_date' } },
  ],
])('takes %s', (_, rules) => {
  expect(() => lookOver('01-blog', rules, declared)).not.toThrow();
});

test.each<[string, Rules, string]>([
  [
    'a title with a mistake',
    { points: { 'async: fifty reader are served at once': 7 } },
    `points: expected a check, got "async: fifty reader are served at once"; the nearest is "${fifty}"`,
  ],
  [
    'a title without its part',
    { dropped: { 'fifty readers are served at once': 'credit' } },
    `dropped: expected a check, got "fifty readers are served at once"; the nearest is "${fifty}"`,
  ],
  [
    'the part of another half',
    { visibility: { 'async: answers': 'hidden' } },
    'visibility: expected a check, got "async: answers"; the nearest is "sync: answers"',
  ],
  [
    'points for a prerequisite',
    { points: { 'sync: answers': 1 } },
    'points: expected none for a prerequisite, got some for "sync: answers"',
  ],
  [
    'points for a tier that does not count',
    { tiers: ['stretch'], points: { [fifty]: 16 } },
    `points: "${fifty}" is of the tier core, which does not count`,
  ],
  [
    'an extension of nothing',
    { extensions: { ada: due } },
    'extensions: expected a due date to extend for "ada"',
  ],
  [
    'an extension that is none',
    { due, extensions: { ada: '2026-12-01T22:58:59Z' } },
    `extensions.ada: expected a time after ${due}, got 2026-12-01T22:58:59Z`,
  ],
  [
    'what is seen after a due date that there is not',
    { visibility: { [fifty]: 'after_due_date' } },
    'visibility: expected a due date for what is seen after_due_date',
  ],
])('says in one line what is wrong with %s', (_, rules, problem) => {
  const act = () => lookOver('01-blog', rules, declared);

  expect(act).toThrow(UsageError);
  expect(act).toThrow(new UsageError(`course.json: exercises.01-blog.${problem}`));
});

test('where the hidden checks are missing, it may be one of them, but no typing mistake', () => {
  const partly = { ...declared, isWhole: false };

  expect(() =>
    lookOver('01-blog', { points: { 'async: nobody sees this one': 2 } }, partly),
  ).not.toThrow();
  expect(() => lookOver('01-blog', { points: { [`${fifty}!`]: 2 } }, partly)).toThrow(
    'the nearest is',
  );
});

test.each([
  ['', '', 0],
  ['abc', '', 3],
  ['kitten', 'sitting', 3],
  ['flaw', 'lawn', 2],
  ['same', 'same', 0],
])('%s and %s differ in %i letters', (from, to, distance) => {
  expect(editDistance(from, to)).toBe(distance);
  expect(editDistance(to, from)).toBe(distance);
});
