import type { Deadline, Result } from '../result/model.ts';
import type { Pen } from './pen.ts';
import { wrap } from './wrap.ts';

/** What else is to be said of a grading: that the work came late, and the remarks of whoever graded it. */
export function noteTexts({ exercise, deadline, remarks = [] }: Result): string[] {
  const isLate = deadline !== undefined && deadline.lateMs > 0;
  return [...(isLate ? [`${exercise} ${lateText(deadline)}`] : []), ...remarks];
}

/** The same for the card. */
export function noteLines(result: Result, pen: Pen): string[] {
  return noteTexts(result).flatMap((text) => ['', ...wrap(text, pen.width)]);
}

function lateText({ lateMs, dueAt, extendedFor }: Deadline): string {
  const extended = extendedFor === undefined ? '' : `, extended for ${extendedFor}`;
  return `came ${durationText(lateMs)} late (due ${dueAt}${extended}).`;
}

/** Days, hours and minutes, without those that are zero: `1 d 2 h 5 min`. */
function durationText(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  const counts = [
    [Math.floor(minutes / 1440), 'd'],
    [Math.floor(minutes / 60) % 24, 'h'],
    [minutes % 60, 'min'],
  ] as const;
  const words = counts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return words.join(' ') || 'less than a minute';
}
