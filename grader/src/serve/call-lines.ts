import { countOf } from '../report/count-of.ts';
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

/** How a call ended, and how long after its arrival. */
export interface CallEnd {
  readonly seconds: number;
  readonly label: string;
  readonly waitedMs: number;
}

/** A call that was answered, and how. */
export function answeredLine(
  { seconds, label, waitedMs, how }: CallEnd & { how: string },
  pen: Pen,
): string {
  const name = padTo(cut(clean(label, pen), labelWidth, pen.signs.more), labelWidth);
  return `${clock(seconds)}  ${name} ${how} after ${Math.round(waitedMs)} ms`;
}

/** A call whose caller did not wait for the answer; `noun` is what it is called. */
export function hangUpLine(
  { seconds, label, waitedMs, noun }: CallEnd & { noun: string },
  pen: Pen,
): string {
  const name = cut(clean(label, pen), labelWidth, pen.signs.more);
  const waited = `${Math.round(waitedMs)} ms`;
  return `${clock(seconds)}  ${name}: the server gave this ${noun} up after ${waited}`;
}

/** An opening of the gate. */
export function roundLine(round: number, released: number, noun: string): string {
  return `round ${round}: ${countOf(released, noun)} released`;
}

function clock(seconds: number): string {
  return `${seconds.toFixed(2).padStart(7)} s`;
}

function clean(text: string, { ascii }: Pen): string {
  return escape(text, { ascii });
}
