import { describe, expect, test } from 'vitest';
import { legendLines } from '../../src/compare/legend.ts';
import type { Row } from '../../src/compare/row.ts';
import { rowsData } from '../../src/compare/tasks/figures.ts';
import { contestantsFor, fullPlan, loadWords } from '../../src/compare/tasks/plan.ts';
import type { Run } from '../../src/compare/tasks/run.ts';
import { blockLines, headLines, meanings } from '../../src/compare/tasks/table.ts';
import { penFor } from '../../src/report/pen.ts';

const pen = penFor({ color: false, ascii: true, width: 80 });
const mails = { kind: 'mails', count: 12, delayMs: 100 } as const;
const file = { kind: 'file', mebibytes: 16 } as const;

/** Two mails, one after the other. */
const chain = [
  { arrivedAt: 0, releasedAt: 1 },
  { arrivedAt: 2, releasedAt: 3 },
];

function row(index: number, doneMs: readonly number[], answerMs = 5000): Row<Run> {
  const contestant = contestantsFor(mails)[index]!;
  return { contestant, runs: doneMs.map((ms) => ({ answerMs, doneMs: ms, mails: chain })) };
}

describe('the table of the tasks', () => {
  test('has the medians of the turns, and what a row gains over the first', () => {
    const rows = [row(0, [1300, 900, 1200]), row(1, [400]), row(2, [300], 9.94)];
    expect([...headLines(pen), ...blockLines(rows, mails, pen)]).toEqual([
      '                  ms until ms until          most in',
      '                    answer     done    span   flight  speedup',
      '12 mails together, each accepted after 100 ms',
      '  sync, 1 worker      5000     1200       2        1',
      '  sync, 4 workers     5000      400       2        1      3.0',
      '  async, 4 slots       9.9      300       2        1      4.0 async wins',
    ]);
  });

  test('has no span for a file, and calls little of a difference about even', () => {
    expect(blockLines([row(0, [500], 500), row(2, [520], 40)], file, pen)).toEqual([
      'one file of 16 MiB',
      '  sync, 1 worker       500      500       -        -',
      '  async, 4 slots        40      520       -        -      1.0 about even',
    ]);
  });

  test('says within 80 columns why a row has no figures', () => {
    const unmeasured = `mend POST /emails first; ${'it answers 500 '.repeat(8)}`;
    const lines = blockLines([{ ...row(0, [500]), unmeasured }, row(2, [100])], mails, pen);

    expect(lines[1]).toMatch(/^ {2}sync, 1 worker {3}not measured: mend POST \/emails first;/);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(lines.at(-1)).toMatch(/^ {2}async, 4 slots .* 1$/);
  });

  test('fits into 80 columns with its legend and its loads', () => {
    const lines = [...legendLines(meanings, pen), ...fullPlan.loads.map(loadWords)];
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  });
});

test('the figures hold a row for each contestant under each load', () => {
  const failed = { ...row(1, []), unmeasured: 'it answers 500' };
  expect(rowsData([row(0, [1200]), failed, row(2, [300], 9)], mails)).toMatchObject([
    { half: 'sync', workers: 1, ...mails, turns: 1, doneMs: 1200, span: 2, speedup: null },
    { half: 'sync', workers: 4, unmeasured: 'it answers 500' },
    { half: 'async', concurrency: 4, answerMs: 9, doneMs: 300, speedup: 4 },
  ]);
});
