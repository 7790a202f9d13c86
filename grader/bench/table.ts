import type { Tally } from './tally.ts';

/** A regime and what came of it; `reason` says why it was left out or broken off. */
export interface Row {
  readonly title: string;
  readonly tally: Tally;
  readonly reason?: string;
}

const head = [
  'regime',
  'check verdicts',
  'wrong',
  'undecided',
  'stopwatch verdicts',
  'stopwatch wrong',
];

/** The line above the table, the table, and the lines below, as Markdown. */
export function tableLines(machine: string, rows: readonly Row[]): string[] {
  const measured = rows.filter(({ tally }) => tally.checks > 0);
  return [
    `Measured on ${machine}.`,
    '',
    lineOf(head),
    lineOf(head.map((_, index) => (index === 0 ? '---' : '--:'))),
    ...measured.map(rowLine),
    '',
    ...notes(rows, measured),
  ];
}

/** One row of the table. */
export function rowLine({ title, tally, reason }: Row): string {
  const { checks, wrong, undecided, stopwatch, stopwatchWrong } = tally;
  const name = reason === undefined ? title : `${title} (${reason})`;
  return lineOf([name, ...[checks, wrong, undecided, stopwatch, stopwatchWrong].map(String)]);
}

function notes(rows: readonly Row[], measured: readonly Row[]): string[] {
  const idle = measured.find(({ title }) => title === 'idle');
  const times = idle === undefined ? [] : measured.map((row) => timeOf(row, idle));
  const good = measured
    .filter(({ tally }) => tally.stopwatchGood > 0)
    .map(({ title, tally }) => `${title} ${tally.stopwatchGoodWrong} of ${tally.stopwatchGood}`);
  return [
    ...(times.length > 1 ? [`Wall time of a check verdict, idle as 1: ${times.join(', ')}.`] : []),
    ...(good.length > 0
      ? [`Volleys of good work that the stopwatch fails: ${good.join(', ')}.`]
      : []),
    ...rows
      .filter(({ tally }) => tally.checks === 0)
      .map(({ title, reason = 'nothing was graded' }) => `Left out: ${title} (${reason}).`),
  ];
}

function timeOf({ title, tally }: Row, idle: Row): string {
  const ratio = tally.ms / tally.checks / (idle.tally.ms / idle.tally.checks);
  return `${title} ${ratio.toFixed(1)}`;
}

function lineOf(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
