import type { Pen } from '../report/pen.ts';
import { wrap } from '../report/wrap.ts';
import { cells, nameWidth as usualWidth, painted } from './cells.ts';
import { isMeasured, type Row } from './row.ts';
import { wordFor } from './verdict.ts';

/** What stands in the columns beside the name of a row. */
export interface Columns {
  readonly values: readonly string[];
  /** The usual one unless given. */
  readonly nameWidth?: number;
  readonly widths: readonly number[];
  readonly speedup: number | undefined;
}

/** A row with what it gains over the first of its load, or why it has no figures. */
export function rowLines(
  row: Row<unknown>,
  { values, nameWidth = usualWidth, widths, speedup }: Columns,
  pen: Pen,
): string[] {
  if (!isMeasured(row)) return unmeasuredLines(row, nameWidth, pen);
  const { name, half } = row.contestant;
  const shown = `  ${name}`.padEnd(nameWidth);
  const line = cells(shown, [...values, speedup?.toFixed(1) ?? ''], widths).trimEnd();
  if (speedup === undefined || half === 'sync') return [line];
  return [`${line} ${painted(wordFor(speedup), pen)}`];
}

function unmeasuredLines(
  { contestant, unmeasured = 'the time was up' }: Row<unknown>,
  nameWidth: number,
  pen: Pen,
): string[] {
  const [first = '', ...rest] = wrap(`not measured: ${unmeasured}`, pen.width - nameWidth - 2);
  const name = `  ${contestant.name}`.padEnd(nameWidth);
  return [`${name}  ${first}`, ...rest.map((line) => `${''.padEnd(nameWidth)}  ${line}`)];
}
