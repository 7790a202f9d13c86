import { canRunAgain } from '../result/kept.ts';
import type { Result } from '../result/model.ts';
import { checkLines } from './check-lines.ts';
import { escapeAll } from './escape.ts';
import { failureLines, shortLines } from './failure-lines.ts';
import { measurementLines } from './measurement-lines.ts';
import { nextStepLines } from './next-step.ts';
import { noteLines } from './notes.ts';
import { firstToShow, inOrder } from './order.ts';
import { penFor, type Pen, type Style } from './pen.ts';
import { provisionalLines } from './provisional.ts';
import { scoreLines } from './score-lines.ts';
import { wrap } from './wrap.ts';

/** The card that a student reads in the terminal; no line is wider than `style.width` (at least 20) columns. */
export function scoreCard(result: Result, style: Style): string {
  const pen = penFor(style);
  // At the door, so that no block can forget it.
  const shown = escapeAll(result, { ascii: style.ascii });
  const lines = [
    ...headingLines(shown, pen),
    ...checkLines(shown.checks, pen),
    ...findingLines(shown, pen),
    ...measurementLines(shown.measurements, pen),
    ...scoreLines(shown, pen),
    ...noteLines(shown, pen),
    ...nextStepLines(shown, pen),
    ...provisionalLines(shown, pen),
  ];
  return `${lines.join('\n')}\n`;
}

function headingLines({ exercise, submission, seed, durationMs }: Result, pen: Pen): string[] {
  const seconds = Math.round(durationMs / 1000);
  return [
    ...wrap(exercise, pen.width).map((line) => pen.paint('bold', line)),
    ...wrap(`graded ${submission} in ${seconds} s, seed ${seed}`, pen.width),
  ];
}

function findingLines({ checks }: Result, pen: Pen): string[] {
  const first = firstToShow(checks);
  if (first === undefined) return [];
  const others = (verdict: 'failed' | 'inconclusive' | 'errored') =>
    inOrder(checks, verdict).filter((check) => check !== first && canRunAgain(check));
  return [
    ...failureLines(first, pen),
    ...shortLines('Also failed', others('failed'), pen),
    ...shortLines('Inconclusive (the machine did not let us see)', others('inconclusive'), pen),
    ...shortLines('Errored (the grader broke: not your fault)', others('errored'), pen),
  ];
}
