import { expect, test } from 'vitest';
import { annotations } from '../../src/report/emit/github-annotations.ts';
import { remarksOf } from '../../src/report/emit/remarks.ts';
import { noteTexts } from '../../src/report/notes.ts';
import { scoreCard } from '../../src/report/score-card.ts';
import { check, result } from './results.ts';

const minute = 60_000;
const lateBy = (lateMs: number, more = {}) =>
  result([check('a')], {
    deadline: {
      dueAt: '2026-12-01T23:59:00+01:00',
      submittedAt: '2026-12-02T23:59:00+01:00',
      lateMs,
      ...more,
    },
  });

test.each([
  [1, 'less than a minute'],
  [5 * minute, '5 min'],
  [60 * minute, '1 h'],
  [(24 * 60 + 61) * minute, '1 d 1 h 1 min'],
])('says how late %i ms are', (ms, text) => {
  expect(noteTexts(lateBy(ms))).toEqual([
    `01-blog came ${text} late (due 2026-12-01T23:59:00+01:00).`,
  ]);
});

test('names the extension that counted', () => {
  expect(noteTexts(lateBy(minute, { extendedFor: 'ada' }))[0]).toContain(', extended for ada)');
});

test('says nothing of work that came in time', () => {
  expect(noteTexts(lateBy(0))).toEqual([]);
});

test('stands in the card and, said once, in what is emitted', () => {
  const remarks = ['2 files of the kit were changed.'];
  const both = [
    result([check('a')], { remarks }),
    result([check('b')], { remarks, exercise: '02-tasks' }),
  ];

  expect(scoreCard(both[0]!, { color: false, ascii: true, width: 80 })).toContain(remarks[0]);
  expect(remarksOf(both).filter((text) => remarks.includes(text))).toEqual(remarks);
  expect(annotations(both)).toContain(remarks[0]);
});
