import type { Result } from '../../result/model.ts';
import { noteTexts } from '../notes.ts';
import { provisionalText } from '../provisional.ts';
import { scoreText } from '../score-lines.ts';
import { totalOf } from './entry.ts';

/** The points in words, and all that makes them other than final. */
export function remarksOf(results: readonly Result[]): string[] {
  const total = totalOf(results);
  const { bonus, undecided } = total;
  const isProvisional = results.some(({ mode }) => mode === 'provisional');
  return [
    `Score: ${scoreText(total)}${bonus > 0 ? `, bonus +${bonus}` : ''}`,
    ...(undecided > 0 ? [undecidedText] : []),
    ...(isProvisional ? [provisionalText] : []),
    ...(isWhole(results) ? [] : [partText]),
    ...new Set(results.flatMap(noteTexts)),
  ];
}

/** Whether every check of every exercise has come to its end. */
export function isWhole(results: readonly Result[]): boolean {
  return results.every(({ complete }) => complete);
}

const undecidedText =
  'Undecided points are neither won nor lost: the machine did not let the grader see, or the grader broke. Grade again to decide them.';
const partText =
  'This is not a whole grading: only some checks were asked for, or it was not over when this was written.';
