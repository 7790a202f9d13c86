import { expect, test } from 'vitest';
import { UsageError } from '@overlap/grader/submission/usage-error.ts';
import { courseOf, kitVersion, readCourse } from '../../src/course/read-course.ts';

const blog = (rules: unknown) => JSON.stringify({ kit: '1.0.0', exercises: { '01-blog': rules } });

test('the course of the kit grades every exercise', () => {
  expect(Object.keys(readCourse().exercises)).toEqual(['01-blog', '02-tasks', '03-chat']);
  expect(readCourse().kit).toBe(kitVersion());
});

test('takes all that a course can say, and a byte order mark', () => {
  const rules = {
    tiers: ['core', 'bonus'],
    points: { 'async: a': 0 },
    dropped: { 'async: b': 'credit', 'async: c': 'rescale' },
    visibility: { 'async: d': 'after_due_date' },
    due: '2026-12-01T23:59:00+01:00',
    extensions: { ada: '2026-12-08T22:59:00Z' },
  };

  expect(courseOf(`\uFEFF${blog(rules)}`, '1.0.0').exercises['01-blog']).toEqual(rules);
});

test.each([
  ['broken JSON', '{"kit": "1.0.0",\n}', /^course\.json: expected JSON, got a mistake: .+/],
  ['no object', '[]', /^course\.json: .*expected object, received array/],
  ['no version', '{"exercises":{}}', /^course\.json: kit: .*expected string/],
  [
    'the version of another kit',
    '{"kit":"0.9.0","exercises":{"01-blog":{}}}',
    /^course\.json: kit: expected "1\.0\.0", this kit's version, got "0\.9\.0"$/,
  ],
  [
    'no exercise',
    '{"kit":"1.0.0","exercises":{}}',
    /^course\.json: exercises: expected one at least/,
  ],
  [
    'an unknown exercise',
    '{"kit":"1.0.0","exercises":{"04-game":{}}}',
    /^course\.json: exercises: .*"04-game" \(expected 01-blog, 02-tasks, 03-chat\)$/,
  ],
  [
    'a key at the top',
    '{"kit":"1.0.0","exercises":{},"dueDate":1}',
    /Unrecognized key: "dueDate"$/,
  ],
  ['a key of an exercise', blog({ dueDate: 1 }), /^course\.json: exercises\.01-blog: .*"dueDate"$/],
  ['an unknown tier', blog({ tiers: ['prerequisite'] }), /exercises\.01-blog\.tiers\.0: .*core/],
  ['no tier', blog({ tiers: [] }), /exercises\.01-blog\.tiers: /],
  [
    'negative points',
    blog({ points: { a: -1 } }),
    /points\.a: expected a whole number of points from 0/,
  ],
  ['half a point', blog({ points: { a: 0.5 } }), /points\.a: expected a whole number of points/],
  [
    'points as a text',
    blog({ points: { a: '7' } }),
    /points\.a: expected a whole number of points/,
  ],
  ['too many points', blog({ points: { a: 1e9 } }), /points\.a: .*from 0 to 1000$/],
  [
    'an unknown way to drop',
    blog({ dropped: { a: 'remove' } }),
    /dropped\.a: .*"rescale"\|"credit"/,
  ],
  [
    'an unknown visibility',
    blog({ visibility: { a: 'shown' } }),
    /visibility\.a: .*after_due_date/,
  ],
  [
    'a date without a zone',
    blog({ due: '2026-12-01T23:59:00' }),
    /\.due: expected a time with a zone, such/,
  ],
  [
    'a date without a time',
    blog({ due: '2026-12-01' }),
    /\.due: expected a time with a zone, such/,
  ],
  [
    'a day that is none',
    blog({ due: '2026-02-30T00:00:00Z' }),
    /\.due: expected a time with a zone/,
  ],
  [
    'an extension without a zone',
    blog({ due: '2026-12-01T23:59:00Z', extensions: { ada: '2026-12-08T23:59:00' } }),
    /extensions\.ada: expected a time with a zone/,
  ],
])('%s is one clear line', (_, text, message) => {
  expect(() => courseOf(text, '1.0.0')).toThrow(UsageError);
  expect(() => courseOf(text, '1.0.0')).toThrow(message);
  expect(() => courseOf(text, '1.0.0')).not.toThrow(/\n/);
});
