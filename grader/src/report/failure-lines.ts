import type { CheckResult, Verdict } from '../result/model.ts';
import { commandLines } from './command-lines.ts';
import { verdictFormat, verdictText, type Pen } from './pen.ts';
import { explainMessage } from './system-error.ts';
import { cut, padTo, widthOf } from './text-width.ts';
import { drawTimeline, timelineText } from './timeline.ts';
import { indented, wrap } from './wrap.ts';

// Whose fault it is not, before a student searches for one.
const notes: Partial<Record<Verdict, string>> = {
  errored: 'The grader broke here, not your server: no points are lost. Please report it.',
  inconclusive:
    'The machine did not let the grader see enough, perhaps because it is busy: no points are lost.',
};

const mostMessageRows = 10;
const mostLogLines = 10;
const mostRowsOfALogLine = 3;
const mostOthers = 8;

/** A check in full: what was expected, why it may be, what the gate saw, what the server printed, how to see it again. */
export function failureLines(check: CheckResult, pen: Pen): string[] {
  return [...headingLines(check, pen), ...findingLines(check, pen)];
}

/** The same without the heading. */
export function findingLines(check: CheckResult, pen: Pen): string[] {
  const explanation = explainMessage(check.message ?? '');
  const note = notes[check.verdict];
  return [
    ...indented(bounded(check.message ?? 'no message', mostMessageRows, pen), 2, pen.width),
    ...(explanation === undefined ? [] : indented(`(${explanation})`, 2, pen.width)),
    ...(note === undefined ? [] : indented(note, 2, pen.width)),
    ...(check.hint === undefined ? [] : ['', ...indented(`Hint: ${check.hint}`, 2, pen.width)]),
    ...volleyLines(check, pen),
    ...logLines(check.logLines ?? [], pen),
    '',
    ...indented('Run this check again:', 2, pen.width),
    ...commandLines(check.replay, 4, pen),
  ];
}

/** Checks in a line each: the title, then the message; both are shortened. */
export function shortLines(title: string, checks: readonly CheckResult[], pen: Pen): string[] {
  if (checks.length === 0) return [];
  const shown = checks.slice(0, mostOthers);
  const titles = titleWidth(shown, pen.width - 4);
  const hidden = checks.length - shown.length;
  return [
    '',
    pen.paint('bold', cut(title, pen.width, pen.signs.more)),
    ...shown.map(({ part, title, message = '' }) => {
      const start = padTo(cut(`${part}: ${title}`, titles, pen.signs.more), titles);
      return `  ${start}  ${cut(message, pen.width - titles - 4, pen.signs.more)}`.trimEnd();
    }),
    ...(hidden > 0 ? indented(`${pen.signs.more} and ${hidden} more`, 2, pen.width) : []),
  ];
}

// The titles get half of the room, and what the messages leave.
function titleWidth(checks: readonly CheckResult[], room: number): number {
  const longest = Math.max(...checks.map(({ part, title }) => widthOf(`${part}: ${title}`)));
  const messages = Math.max(...checks.map(({ message = '' }) => widthOf(message)));
  return Math.min(longest, Math.max(Math.floor(room / 2), room - messages));
}

function headingLines(check: CheckResult, pen: Pen): string[] {
  const { part, tier, points, earned, verdict } = check;
  const decided = verdict === 'failed' ? `${earned} of ${points} points` : `${points} undecided`;
  const value = tier === 'prerequisite' ? [part, tier] : [part, tier, decided];
  return [
    '',
    pen.paint('dim', pen.signs.rule.repeat(pen.width)),
    ...wrap(`${verdictText(verdict, pen)}: ${check.title}`, pen.width).map((line) =>
      pen.paint('bold', pen.paint(verdictFormat[verdict], line)),
    ),
    ...indented(value.join(', '), 2, pen.width).map((line) => pen.paint('dim', line)),
    '',
  ];
}

// The last volley is the one in which the check failed.
function volleyLines({ timelines }: CheckResult, pen: Pen): string[] {
  const timeline = timelines.at(-1);
  if (timeline === undefined) return [];
  const { work, span, mostInFlight } = timeline;
  return [
    '',
    ...indented(
      'Each row is a call, each column a round; bars in one column overlap:',
      2,
      pen.width,
    ),
    ...(timeline.calls.length === 0 ? ['    no call arrived'] : []),
    ...drawTimeline(timeline, pen, pen.width - 4).map((line) => `    ${line}`),
    '',
    ...indented(timelineText(timeline, pen.signs.more), 2, pen.width),
    ...indented(`work ${work}, span ${span}, most in flight ${mostInFlight}`, 2, pen.width),
  ];
}

function logLines(lines: readonly string[], pen: Pen): string[] {
  if (lines.length === 0) return [];
  return [
    '',
    ...indented('The last lines that the server printed:', 2, pen.width),
    ...lines
      .slice(-mostLogLines)
      .flatMap((line) =>
        wrap(bounded(line, mostRowsOfALogLine, pen), pen.width - 6).map(
          (part) => `    ${pen.paint('dim', pen.signs.quote)} ${part}`,
        ),
      ),
  ];
}

function bounded(text: string, rows: number, pen: Pen): string {
  return cut(text, rows * (pen.width - 6), pen.signs.more);
}
