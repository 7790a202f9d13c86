import type { Pen } from '../report/pen.ts';
import { isMeasured, type Block, type Measured, type Row } from './figures.ts';
import { callsPerPage, type Load } from './plan.ts';
import { wordFor } from './verdict.ts';

const nameWidth = 17;
const widths = [8, 8, 7, 7, 6, 8, 7] as const;

/** The two lines above the figures. */
export function headLines(pen: Pen): string[] {
  const lines = [
    `${cells('', ['requests'])}       latency in ms${cells('', ['', 'most in', 'async']).slice(nameWidth)}`,
    cells('', ['a second', 'p50', 'p90', 'p99', 'span', 'flight', '/sync']),
  ];
  return lines.map((line) => pen.paint('bold', line));
}

/** The rows of one load, each sync row with what async makes of it. */
export function blockLines({ load, rows }: Block, pen: Pen): string[] {
  const async = rows.filter(isMeasured).find(({ contestant }) => contestant.half === 'async');
  return [
    pen.paint('cyan', `author service ${loadWords(load)}`),
    ...rows.flatMap((row) => [rowLine(row, async, pen), ...noteLines(row, pen)]),
  ];
}

/** A load in words: `answers after 50 ms, 10 clients, 60 requests`. */
export function loadWords({ delayMs, clients, requests }: Load): string {
  const answers = delayMs === 0 ? 'answers at once' : `answers after ${delayMs} ms`;
  return `${answers}, ${clients === 1 ? '1 client' : `${clients} clients`}, ${requests} requests`;
}

function rowLine(row: Row, async: Measured | undefined, pen: Pen): string {
  const name = `  ${row.contestant.name}`;
  if (!isMeasured(row)) return `${name.padEnd(nameWidth)}  not measured: ${row.unmeasured}`;
  const { p50, p90, p99 } = row.summary.latencyMs;
  const figures = [row.requestsPerSecond, p50, p90, p99].map(short);
  const seen = [row.span, row.mostInFlight].map((count) => count?.toString() ?? '-');
  const ratio = ratioOf(row, async);
  const line = cells(name, [...figures, ...seen, ratio === undefined ? '' : short(ratio)]);
  return ratio === undefined ? line.trimEnd() : `${line} ${painted(wordFor(ratio), pen)}`;
}

/** Requests a second of the async half by those of a sync row. */
export function ratioOf(row: Measured, async: Measured | undefined): number | undefined {
  if (row.contestant.half === 'async' || async === undefined) return undefined;
  return row.requestsPerSecond === 0 ? undefined : async.requestsPerSecond / row.requestsPerSecond;
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

function painted(word: ReturnType<typeof wordFor>, pen: Pen): string {
  if (word === 'sync wins') return pen.paint(['bold', 'yellow'], word);
  return word === 'async wins' ? pen.paint('green', word) : word;
}

function cells(name: string, values: readonly string[]): string {
  return values.reduce(
    (line, value, index) => line + value.padStart(widths[index] ?? 0),
    name.padEnd(nameWidth),
  );
}

/** A figure with as many digits as one can believe. */
export function short(value: number | null): string {
  if (value === null) return '-';
  return value < 9.95 ? value.toFixed(1) : Math.round(value).toString();
}
