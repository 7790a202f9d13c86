import type { Timeline } from '../result/model.ts';
import type { Pen } from './pen.ts';
import { cut, padTo, widthOf } from './text-width.ts';

type Call = Timeline['calls'][number];

/** How much of a timeline is drawn. */
interface Plot {
  readonly calls: readonly Call[];
  readonly labels: number;
  /** Columns for the bars. */
  readonly columns: number;
  /** Columns a round. */
  readonly cell: number;
  /** The rounds that fit. */
  readonly rounds: number;
}

const mostRows = 12;
const mostNumbers = 8;

/** Draws a volley on the logical clock: a row a call, a step a round. Serial work is a staircase, overlap a block. */
export function drawTimeline(timeline: Timeline, pen: Pen, width: number): string[] {
  const plot = plotOf(timeline, width);
  const rows = plot.calls.map((call) => {
    const label = padTo(cut(call.label, plot.labels, pen.signs.more), plot.labels);
    return `${label} ${bar(call, plot, pen)}`;
  });
  const hidden = timeline.work - plot.calls.length;
  const rest = `${pen.signs.more} and ${hidden} more, up to round ${timeline.span}`;
  const open = plot.calls.some(({ to }) => to === undefined);
  return [
    `${padTo('round', plot.labels)} ${axis(plot)}`.trimEnd(),
    ...rows,
    ...(hidden > 0 ? [cut(rest, width, pen.signs.more)] : []),
    ...(open ? [cut(`${pen.signs.held} still held at the end`, width, pen.signs.more)] : []),
  ];
}

/** The timeline in one line: `in flight: 1, 1, 1 … expected 50 in flight at once`. */
export function timelineText({ inFlight, expected }: Timeline, more = '…'): string {
  const numbers = inFlight.slice(0, mostNumbers).join(', ') || 'none';
  const end = inFlight.length > mostNumbers ? ` ${more}` : ';';
  return `in flight: ${numbers}${end} expected ${expected}`;
}

function plotOf({ calls, span }: Timeline, width: number): Plot {
  const shown = calls.slice(0, mostRows);
  const last = Math.max(1, ...shown.map(({ from, to }) => to ?? Math.max(from, span)));
  const longest = Math.max(widthOf('round'), ...shown.map(({ label }) => widthOf(label)));
  const labels = Math.min(longest, Math.floor(width / 3));
  // A space after the label, and room for a sign at a bar's end.
  const columns = width - labels - 4;
  const cell = Math.min(3, Math.max(1, Math.floor(columns / last)));
  return {
    calls: shown,
    labels,
    columns,
    cell,
    rounds: Math.min(last, Math.floor(columns / cell)),
  };
}

function bar({ from, to }: Call, { cell, rounds }: Plot, { signs }: Pen): string {
  const before = Math.min(from - 1, rounds);
  const until = Math.min(to ?? rounds, rounds);
  const line = ' '.repeat(before * cell) + signs.bar.repeat(Math.max(0, until - before) * cell);
  if (to === undefined) return line + signs.held;
  return to > rounds ? line + signs.more : line;
}

function axis({ cell, columns, rounds }: Plot): string {
  const step = cell >= 3 ? 1 : 5;
  let line = '';
  for (let round = 1; round <= rounds; round += round === 1 && step > 1 ? step - 1 : step) {
    const offset = (round - 1) * cell;
    const number = String(round);
    if (offset + number.length <= columns) line = line.padEnd(offset) + number;
  }
  return line;
}
