import type { CheckResult, Result } from '../result/model.ts';
import { canRunAgain } from '../result/kept.ts';
import { isDecided } from '../result/score.ts';
import { commandLines, gradeCommand } from './command-lines.ts';
import { quantity } from './measurement-lines.ts';
import { inOrder, isAtStart } from './order.ts';
import type { Pen } from './pen.ts';
import { widthOf } from './text-width.ts';
import { indented, wrap } from './wrap.ts';

/** The last block of the card: the one thing to do now. */
export function nextStepLines(result: Result, pen: Pen): string[] {
  const { checks, complete } = result;
  const failed = inOrder(checks, 'failed').find(canRunAgain);
  if (checks.length === 0)
    return stepLines('no check ran; see which there are', readmeOf(result), pen);
  if (failed !== undefined) return repairLines(failed, result, pen);
  if (!checks.every(isDecided)) {
    return stepLines('grade again, to decide what is undecided', gradeCommand(result), pen);
  }
  if (!complete) return stepLines('grade the whole exercise', gradeCommand(result), pen);
  if (checks.every(({ verdict }) => verdict === 'passed')) return doneLines(result, pen);
  // What is kept from students gives them nothing to do.
  if (!checks.some(({ verdict }) => verdict === 'skipped')) return [];
  return stepLines('look at what was skipped', gradeCommand(result), pen);
}

function repairLines(check: CheckResult, result: Result, pen: Pen): string[] {
  const start = `No core check of the ${check.part} part passes yet: start with this one.`;
  return [
    ...titleLines(`make "${check.title}" pass (${check.part}, ${check.tier})`, pen),
    ...(isAtStart(result.checks, check.part) ? indented(start, 2, pen.width) : []),
    ...labelled('What it asks for:', readmeOf(result), pen),
    ...labelled('Only this check:', check.replay, pen),
    ...labelled('Only the next one:', gradeCommand(result, '--next'), pen),
  ];
}

function doneLines(result: Result, pen: Pen): string[] {
  const speedup = result.measurements.find(({ name }) => /speed-?up/i.test(name));
  const fact = speedup === undefined ? '' : ` Speedup: ${quantity(speedup.value, speedup.unit)}.`;
  const text = `Well done: every check passed.${fact}`;
  return [
    '',
    ...wrap(text, pen.width).map((line) => pen.paint(['bold', 'green'], line)),
    ...titleLines('compare what was measured with what you predicted', pen),
    ...labelled('What to write:', readmeOf(result), pen),
  ];
}

function stepLines(what: string, how: string, pen: Pen): string[] {
  return [...titleLines(what, pen), ...commandLines(how, 2, pen)];
}

function titleLines(what: string, pen: Pen): string[] {
  return ['', ...wrap(`Next: ${what}`, pen.width).map((line) => pen.paint('bold', line))];
}

function labelled(label: string, text: string, pen: Pen): string[] {
  const room = 19;
  if (2 + room + 1 + widthOf(text) <= pen.width && label.length <= room) {
    return [`  ${label.padEnd(room)} ${pen.paint('cyan', text)}`];
  }
  return [...indented(label, 2, pen.width), ...commandLines(text, 4, pen)];
}

function readmeOf({ exercise }: Result): string {
  return `exercises/${exercise}/README.md`;
}
