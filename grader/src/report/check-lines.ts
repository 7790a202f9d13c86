import type { CheckResult } from '../result/model.ts';
import { isDecided } from '../result/score.ts';
import { groupsOf, type Group } from './order.ts';
import { verdictFormat, verdictText, type Pen } from './pen.ts';
import { padTo, widthOf } from './text-width.ts';
import { indented, wrap } from './wrap.ts';

// Narrower than this, a title beside its verdict and its points would be a column of single words.
const narrow = 56;

/** Every check in a line, by part and theme. */
export function checkLines(checks: readonly CheckResult[], pen: Pen): string[] {
  const verdictWidth = Math.max(0, ...checks.map(({ verdict }) => verdict.length));
  const indent = pen.width < narrow ? 4 : verdictWidth + 6;
  return groupsOf(checks).flatMap((group) => [
    '',
    ...heading(group, pen),
    ...group.checks.flatMap((check, index) => [
      ...checkLine(check, verdictWidth, pen),
      ...waitingTexts(group.checks, index)
        .flatMap((text) => indented(text, indent, pen.width))
        .map((line) => pen.paint('dim', line)),
    ]),
  ]);
}

function heading({ part, theme }: Group, pen: Pen): string[] {
  return wrap(`${part} ${pen.signs.dot} ${theme}`, pen.width).map((line) =>
    pen.paint('bold', line),
  );
}

function checkLine(check: CheckResult, verdictWidth: number, pen: Pen): string[] {
  const value = valueOf(check);
  if (pen.width < narrow) return narrowLines(check, value, pen);
  const verdict = padTo(verdictText(check.verdict, pen), verdictWidth + 2);
  const left = 2 + widthOf(verdict) + 2;
  const room = pen.width - left - (value === '' ? 0 : value.length + 2);
  const [first = '', ...rest] = wrap(check.title, room);
  const line = value === '' ? first : `${padTo(first, room)}  ${value}`;
  return [
    `  ${pen.paint(verdictFormat[check.verdict], verdict)}  ${line}`,
    ...rest.map((line) => ' '.repeat(left) + line),
  ];
}

function narrowLines(check: CheckResult, value: string, pen: Pen): string[] {
  const verdict = verdictText(check.verdict, pen);
  const room = pen.width - 2 - widthOf(verdict) - value.length;
  const painted = `  ${pen.paint(verdictFormat[check.verdict], verdict)}`;
  const title = indented(check.title, 4, pen.width);
  if (room > 0) return [`${painted}${' '.repeat(room)}${value}`.trimEnd(), ...title];
  return [painted, ...title, ...indented(value, 4, pen.width)];
}

// What the check earned, with its tier where that is not the common one (core).
function valueOf(check: CheckResult): string {
  const { tier, points, earned, verdict } = check;
  if (tier === 'prerequisite') return verdict === 'passed' ? '' : 'prerequisite';
  const share = `${isDecided({ verdict }) ? earned : '?'}/${points}`.padStart(5);
  return tier === 'core' ? share : `${tier} ${share}`;
}

// Neighbours that wait for the same check share one line, below the last of them.
function waitingTexts(checks: readonly CheckResult[], index: number): string[] {
  const awaited = awaitedBy(checks[index]);
  if (awaited === undefined || awaitedBy(checks[index + 1]) === awaited) return [];
  let count = 1;
  while (awaitedBy(checks[index - count]) === awaited) count += 1;
  const who = count === 1 ? 'waits for' : `these ${count} wait for`;
  return [`${who} "${awaited}"`];
}

function awaitedBy(check: CheckResult | undefined): string | undefined {
  return check?.verdict === 'skipped' ? check.needs : undefined;
}
