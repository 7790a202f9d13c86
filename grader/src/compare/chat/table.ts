import type { Pen } from '../../report/pen.ts';
import { cells, short } from '../cells.ts';
import type { Comparison } from '../comparison.ts';
import { rowLines } from '../row-lines.ts';
import type { Row } from '../row.ts';
import { figuresOf, gainOf, type Figures } from './figures.ts';
import { loadWords, type Load } from './plan.ts';
import { askEveryMs } from './readers.ts';
import type { Run } from './run.ts';

/** What stands above and in the columns of one kind of load. */
interface Layout {
  readonly nameWidth: number;
  readonly widths: readonly number[];
  readonly heads: readonly (readonly string[])[];
  values(figures: Figures): string[];
}

const layouts: Readonly<Record<Load['kind'], Layout>> = {
  senders: {
    nameWidth: 18,
    widths: [9, 9, 6, 8, 6, 9],
    heads: [
      ['ms until', 'ms until', '', 'most in'],
      ['median', 'last', 'span', 'flight', 'MiB', 'speedup'],
    ],
    values: ({ medianMs, lastMs, span, mostInFlight, mebibytes }) => [
      ...[medianMs, lastMs].map(short),
      ...[span, mostInFlight].map((count) => count?.toString() ?? '-'),
      mebibytes.toFixed(),
    ],
  },
  readers: {
    nameWidth: 24,
    widths: [9, 9, 10, 6, 9],
    heads: [
      ['ms until', 'ms until', 'requests'],
      ['median', 'last', 'each', 'MiB', 'speedup'],
    ],
    values: ({ medianMs, lastMs, requestsEach = 0, mebibytes }) => [
      ...[medianMs, lastMs].map(short),
      requestsEach.toFixed(1),
      mebibytes.toFixed(),
    ],
  },
};

/** What the columns mean and who counted. */
export const meanings: Comparison['meanings'] = [
  [
    'median, last',
    'milliseconds until half of the senders, and until all, have their 201; or until half of the messages, and the last, have come to a reader after they were sent.',
  ],
  [
    'span',
    'the longest chain of calls to the moderation service in which each arrived after the one before was answered. It is counted, not timed.',
  ],
  [
    'most in flight',
    'the most calls that waited there at one moment. A service that answers at once lets nobody wait, so both have no figure then.',
  ],
  [
    'wait, ask, push',
    `how readers learn of a message. wait: GET with wait=MS, and again after each answer; each holds a worker of sync, so there is one for each reader and one for the sender. ask: GET every ${askEveryMs} ms. push: a WebSocket.`,
  ],
  [
    'requests each',
    'how many requests one message costs one reader. Those who ask pay more the less is said.',
  ],
  ['MiB', 'the memory of the server and all its workers at the end.'],
  [
    'speedup',
    'how many times sooner than the first row of the block: its last sender, or its median reader. Less than 10 % apart is about even: the next run may say the opposite.',
  ],
  [
    'every row',
    'a fresh server that was warmed up first. The servers of a block are measured turn about, and each figure is the median of its turns. Times are those of this machine, with all else that it did just now.',
  ],
];

/** The two lines above the figures of one kind of load. */
export function headLines(kind: Load['kind'], pen: Pen): string[] {
  const { nameWidth, widths, heads } = layouts[kind];
  return heads.map((head) => pen.paint('bold', cells(''.padEnd(nameWidth), head, widths)));
}

/** The rows of one load, each with what it gains over the first. */
export function blockLines(rows: readonly Row<Run>[], load: Load, pen: Pen): string[] {
  const { values, ...layout } = layouts[load.kind];
  return [
    // Readers have other columns than the senders above them.
    ...(load.kind === 'readers' ? ['', ...headLines(load.kind, pen)] : []),
    pen.paint('cyan', loadWords(load)),
    ...rows.flatMap((row) => {
      const speedup = gainOf(row, rows, load);
      return rowLines(row, { ...layout, values: values(figuresOf(row, load)), speedup }, pen);
    }),
  ];
}
