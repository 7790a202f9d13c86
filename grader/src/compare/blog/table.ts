import { countOf } from '../../report/count-of.ts';
import type { Pen } from '../../report/pen.ts';
import { cells, nameWidth, painted, short } from '../cells.ts';
import type { Comparison } from '../comparison.ts';
import { wordFor } from '../verdict.ts';
import { asyncRow, isMeasured, ratioOf, type Block, type Measured, type Row } from './figures.ts';
import { callsPerPage, type Load } from './plan.ts';

const widths = [8, 8, 7, 7, 6, 8, 7] as const;

/** What the columns mean and who counted. */
export const meanings: Comparison['meanings'] = [
  ['requests a second, latency', 'told by your own measure.ts, which is run once for each row.'],
  ['clients', 'its --concurrency: how many readers wait at the same time.'],
  [
    'span',
    'the longest chain of calls to the author service in which each arrived after the one before was answered. It is counted, not timed.',
  ],
  [
    'most in flight',
    'the most calls that waited there at one moment. A service that answers at once lets nobody wait, so both have no figure then.',
  ],
  [
    'async/sync',
    'requests a second of async, divided by those of this row. Less than 10 % apart is about even: the next run may say the opposite.',
  ],
  [
    'every row',
    'a fresh server with one post, whose page is read eight times before the figures begin. Times are those of this machine, with all else that it did just now.',
  ],
];

/** The two lines above the figures. */
export function headLines(pen: Pen): string[] {
  const lines = [
    `${cells('', ['requests'], widths)}       latency in ms${cells('', ['', 'most in', 'async'], widths).slice(nameWidth)}`,
    cells('', ['a second', 'p50', 'p90', 'p99', 'span', 'flight', '/sync'], widths),
  ];
  return lines.map((line) => pen.paint('bold', line));
}

/** The rows of one load, each sync row with what async makes of it. */
export function blockLines({ load, rows }: Block, pen: Pen): string[] {
  const async = asyncRow(rows);
  return [
    pen.paint('cyan', `author service ${loadWords(load)}`),
    ...rows.flatMap((row) => [rowLine(row, async, pen), ...noteLines(row, pen)]),
  ];
}

/** A load in words: `answers after 50 ms, 10 clients, 60 requests`. */
export function loadWords({ delayMs, clients, requests }: Load): string {
  const answers = delayMs === 0 ? 'answers at once' : `answers after ${delayMs} ms`;
  return `${answers}, ${countOf(clients, 'client')}, ${requests} requests`;
}

function rowLine(row: Row, async: Measured | undefined, pen: Pen): string {
  const name = `  ${row.contestant.name}`;
  if (!isMeasured(row)) return `${name.padEnd(nameWidth)}  not measured: ${row.unmeasured}`;
  const { p50, p90, p99 } = row.summary.latencyMs;
  const figures = [row.requestsPerSecond, p50, p90, p99].map(short);
  const seen = [row.span, row.mostInFlight].map((count) => count?.toString() ?? '-');
  const ratio = ratioOf(row, async);
  const line = cells(name, [...figures, ...seen, ratio === undefined ? '' : short(ratio)], widths);
  return ratio === undefined ? line.trimEnd() : `${line} ${painted(wordFor(ratio), pen)}`;
}

function noteLines(row: Row, pen: Pen): string[] {
  if (!isMeasured(row)) return [];
  const { failed, requests } = row.summary;
  const expected = callsPerPage * requests;
  const notes = [
    ...(failed === requests ? [`all ${requests} requests failed`] : []),
    ...(failed > 0 && failed < requests
      ? [`${failed} of ${requests} requests failed; the latencies are those of the others`]
      : []),
    ...(failed === 0 && row.calls !== expected
      ? [`the author service saw ${row.calls} calls; ${requests} pages should make ${expected}`]
      : []),
  ];
  return notes.map((note) => pen.paint('yellow', `    ${note}`));
}
