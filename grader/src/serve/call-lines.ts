import { escape } from '../report/escape.ts';
import type { Pen } from '../report/pen.ts';
import { cut, padTo } from '../report/text-width.ts';

const labelWidth = 36;
const longestBar = 14;

/** A call that has arrived, in one line: when, what, and how many are now in flight. */
export function arrivalLine(
  { seconds, label, inFlight }: { seconds: number; label: string; inFlight: number },
  pen: Pen,
): string {
  const name = padTo(cut(clean(label, pen), labelWidth, pen.signs.more), labelWidth);
  const more = inFlight > longestBar ? pen.signs.more : '';
  const bar = pen.signs.bar.repeat(Math.min(longestBar, inFlight)) + more;
  return `${clock(seconds)}  ${name} in flight ${String(inFlight).padStart(3)} ${pen.paint('cyan', bar)}`;
}

/** A call whose caller did not wait for the answer. */
export function hangUpLine(
  { seconds, label, waitedMs }: { seconds: number; label: string; waitedMs: number },
  pen: Pen,
): string {
  const name = cut(clean(label, pen), labelWidth, pen.signs.more);
  return `${clock(seconds)}  ${name}: the server gave this call up after ${Math.round(waitedMs)} ms`;
}

/** An opening of the gate. */
export function roundLine(round: number, released: number): string {
  return `round ${round}: ${released === 1 ? '1 call' : `${released} calls`} released`;
}

function clock(seconds: number): string {
  return `${seconds.toFixed(2).padStart(7)} s`;
}

function clean(text: string, { ascii }: Pen): string {
  return escape(text, { ascii });
}
