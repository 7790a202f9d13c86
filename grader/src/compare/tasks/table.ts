import type { Pen } from '../../report/pen.ts';
import { cells, short } from '../cells.ts';
import type { Comparison } from '../comparison.ts';
import { rowLines } from '../row-lines.ts';
import { speedupOf, type Row } from '../row.ts';
import { doneMs, figuresOf, type Figures } from './figures.ts';
import { loadWords, type Load } from './plan.ts';
import type { Run } from './run.ts';

const widths = [9, 9, 8, 9, 9] as const;

/** What the columns mean and who counted. */
export const meanings: Comparison['meanings'] = [
  [
    'answer',
    'milliseconds from the first request until the last client has his answer: a 201 from sync, a 202 from async.',
  ],
  [
    'done',
    'milliseconds until the last mail was accepted, or until the result of the file was there: it is looked for every 10 ms.',
  ],
  [
    'span',
    'the longest chain of mails in which each arrived after the one before was accepted. It is counted, not timed.',
  ],
  [
    'most in flight',
    'the most mails that waited for the mail server at one moment. One that accepts at once lets none wait, so both have no figure then.',
  ],
  [
    'speedup',
    'how many times sooner this row is done than "sync, 1 worker". Less than 10 % apart is about even: the next run may say the opposite.',
  ],
  [
    'every row',
    'a fresh server that was warmed up first. The servers of a block are measured turn about, and each figure is the median of its turns. Times are those of this machine, with all else that it did just now.',
  ],
];

/** The two lines above the figures. */
export function headLines(pen: Pen): string[] {
  const lines = [
    cells('', ['ms until', 'ms until', '', 'most in'], widths),
    cells('', ['answer', 'done', 'span', 'flight', 'speedup'], widths),
  ];
  return lines.map((line) => pen.paint('bold', line));
}

/** The rows of one load, each with what it gains over the first. */
export function blockLines(rows: readonly Row<Run>[], load: Load, pen: Pen): string[] {
  return [
    pen.paint('cyan', loadWords(load)),
    ...rows.flatMap((row) => {
      const speedup = speedupOf(row, rows, doneMs);
      return rowLines(row, { values: valuesOf(figuresOf(row, load)), widths, speedup }, pen);
    }),
  ];
}

function valuesOf(figures: Figures): string[] {
  const times = [figures.answerMs, figures.doneMs].map(short);
  const seen = [figures.span, figures.mostInFlight].map((count) => count?.toString() ?? '-');
  return [...times, ...seen];
}
