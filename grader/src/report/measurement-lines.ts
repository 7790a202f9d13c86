import type { Measurement } from '../result/model.ts';
import type { Pen } from './pen.ts';
import { padTo, widthOf } from './text-width.ts';
import { indented, wrap } from './wrap.ts';

/** What was measured, beside what the student predicted. */
export function measurementLines(measurements: readonly Measurement[], pen: Pen): string[] {
  if (measurements.length === 0) return [];
  return [
    '',
    ...wrap('Measured (it decides no points; in brackets: 95 % interval)', pen.width).map((line) =>
      pen.paint('bold', line),
    ),
    ...measurements.flatMap((measurement) => measurementLine(measurement, measurements, pen)),
  ];
}

/** A value with its unit, in three digits; larger values to the whole number. */
export function quantity(value: number, unit: string): string {
  const rounded = Math.abs(value) < 100 ? Number(value.toPrecision(3)) : Math.round(value);
  return `${rounded} ${unit}`.trimEnd();
}

function measurementLine(one: Measurement, all: readonly Measurement[], pen: Pen): string[] {
  const labels = Math.max(...all.map(({ label }) => widthOf(label)));
  const text = valueOf(one);
  if (labels > pen.width / 2 || labels + widthOf(text) + 4 > pen.width) {
    return [...indented(`${one.label}:`, 2, pen.width), ...indented(text, 4, pen.width)];
  }
  return [`  ${padTo(one.label, labels)}  ${text}`];
}

function valueOf({ value, unit, interval, predicted }: Measurement): string {
  const measured = quantity(value, unit);
  const bounds = interval?.map((bound) => quantity(bound, '')).join(' to ');
  const range = bounds === undefined ? '' : ` (${bounds})`;
  return predicted === undefined
    ? `${measured}${range}`
    : `you predicted ${predicted}, measured ${measured}${range}`;
}
