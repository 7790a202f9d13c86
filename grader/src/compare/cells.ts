import type { Pen } from '../report/pen.ts';
import type { wordFor } from './verdict.ts';

/** How wide the name of a row is. */
export const nameWidth = 17;

/** A name and what stands in the columns beside it, each at the right end of its own. */
export function cells(name: string, values: readonly string[], widths: readonly number[]): string {
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

/** Who wins, in the colour that goes with it. */
export function painted(word: ReturnType<typeof wordFor>, pen: Pen): string {
  if (word === 'sync wins') return pen.paint(['bold', 'yellow'], word);
  return word === 'async wins' ? pen.paint('green', word) : word;
}
