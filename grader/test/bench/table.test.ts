import { expect, test } from 'vitest';
import { tableLines } from '../../bench/table.ts';
import { add, emptyTally, tallyOf } from '../../bench/tally.ts';

const judgement = { title: 'page', expected: 'passed', got: 'passed' } as const;
const timed = { check: 'fifty', ms: 300 };

const tally = tallyOf(
  [
    { ...judgement, worth: 'right' },
    { ...judgement, worth: 'wrong' },
    { ...judgement, worth: 'undecided' },
  ],
  [
    { ...timed, isRight: true, isGoodWork: true },
    { ...timed, isRight: false, isGoodWork: true },
    { ...timed, isRight: false, isGoodWork: false },
  ],
  6000,
);

test('verdicts are counted by what they are worth', () => {
  expect(tally).toEqual({
    checks: 3,
    wrong: 1,
    undecided: 1,
    stopwatch: 3,
    stopwatchWrong: 2,
    stopwatchGood: 2,
    stopwatchGoodWrong: 1,
    ms: 6000,
  });
  expect(add(emptyTally, tally)).toEqual(tally);
  expect(add(tally, tally).checks).toBe(6);
});

test('the table has a row for each regime, and says what is not in it', () => {
  const lines = tableLines('2026-01-02, 2 × CPU', [
    { title: 'idle', tally },
    { title: 'busy', tally: { ...tally, ms: 60_000 }, reason: 'broken off' },
    { title: 'quota', tally: emptyTally, reason: 'no control groups' },
  ]);

  expect(lines).toEqual([
    'Measured on 2026-01-02, 2 × CPU.',
    '',
    '| regime | check verdicts | wrong | undecided | stopwatch verdicts | stopwatch wrong |',
    '| --- | --: | --: | --: | --: | --: |',
    '| idle | 3 | 1 | 1 | 3 | 2 |',
    '| busy (broken off) | 3 | 1 | 1 | 3 | 2 |',
    '',
    'Wall time of a check verdict, idle as 1: idle 1.0, busy 10.0.',
    'Volleys of good work that the stopwatch fails: idle 1 of 2, busy 1 of 2.',
    'Left out: quota (no control groups).',
  ]);
});

test('without a regime called idle there is nothing to compare times with', () => {
  const lines = tableLines('', [{ title: 'busy', tally }]);

  expect(lines.join('\n')).not.toContain('Wall time');
});
