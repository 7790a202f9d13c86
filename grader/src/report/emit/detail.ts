import { canRunAgain } from '../../result/kept.ts';
import { notOverMessage } from '../../result/not-over.ts';
import type { CheckResult } from '../../result/model.ts';
import { findingLines } from '../failure-lines.ts';
import { penFor } from '../pen.ts';

/** Draws for a file: no colour, as wide as a terminal. */
export const filePen = penFor({ color: false, ascii: false, width: 80 });

/** All that a student needs to know of a check, in lines; what it proves when it passed. */
export function detailOf(check: CheckResult): string {
  const { verdict, proves, needs, replay, message } = check;
  if (verdict === 'passed') return proves;
  if (message === notOverMessage) return message;
  if (!canRunAgain(check)) return message ?? proves;
  if (verdict === 'skipped') {
    return `It needs "${needs ?? 'another check'}", which did not pass.\nRun this check again:\n  ${replay}`;
  }
  return findingLines(check, filePen)
    .map((line) => line.replace(/^ {2}/, ''))
    .join('\n');
}

/** How a check stands in one line. */
export function shortOf({ verdict, message, needs }: CheckResult): string {
  if (verdict === 'skipped') return `it needs "${needs ?? 'another check'}", which did not pass`;
  return message ?? '';
}
