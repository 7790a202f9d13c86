import type { CheckResult, Result } from '../../result/model.ts';
import { measurementLines } from '../measurement-lines.ts';
import { groupsOf, inOrder } from '../order.ts';
import { verdictText } from '../pen.ts';
import { scoreText } from '../score-lines.ts';
import { detailOf, filePen } from './detail.ts';
import { entriesOf } from './entry.ts';
import { forStudents } from './for-students.ts';
import { codeBlock, htmlText, markdownText, table } from './markdown.ts';
import { remarksOf } from './remarks.ts';

/** A summary of at most `mostBytes` for GitHub's `$GITHUB_STEP_SUMMARY`, in Markdown; details are left out first. */
export function summary(results: readonly Result[], mostBytes: number): string {
  const shown = forStudents(results);
  return fitting(
    [headOf(shown), ...shown.map(exerciseOf), ...shown.flatMap(detailsOf)],
    mostBytes,
    'More was found than a summary can hold.',
  );
}

function headOf(results: readonly Result[]): string {
  const [score = '', ...remarks] = remarksOf(results);
  const quotes = remarks.map((remark) => `> ${markdownText(remark)}`);
  return [`## Overlap`, `**${markdownText(score)}**`, ...quotes].join('\n\n');
}

function exerciseOf(result: Result): string {
  const { exercise, submission, seed, durationMs, score, complete } = result;
  const graded = `graded ${submission} in ${Math.round(durationMs / 1000)} s, seed ${seed}`;
  return [
    `### ${markdownText(exercise)}: ${markdownText(scoreText(score, complete))}`,
    markdownText(graded),
    table(['verdict', 'check', 'part', 'tier', 'points'], rowsOf(result)),
    ...measuredOf(result),
  ].join('\n\n');
}

function rowsOf(result: Result): string[][] {
  const entries = entriesOf([result]);
  return groupsOf(result.checks)
    .flatMap(({ checks }) => checks)
    .map((check) => {
      const entry = entries.find((one) => one.check === check);
      const earned = entry?.isUndecided === true ? '?' : check.earned;
      const value = check.points === 0 ? '' : `${earned}/${check.points}`;
      const words = [
        verdictText(check.verdict, filePen),
        check.title,
        check.part,
        check.tier,
        value,
      ];
      return words.map(markdownText);
    });
}

function measuredOf({ measurements }: Result): string[] {
  if (measurements.length === 0) return [];
  return [codeBlock(measurementLines(measurements, filePen).join('\n').trim())];
}

function detailsOf({ exercise, checks }: Result): string[] {
  const wrong = (['failed', 'errored', 'inconclusive'] as const).flatMap((verdict) =>
    inOrder(checks, verdict),
  );
  return wrong.map((check) => detailBlock(exercise, check));
}

// Markdown is read inside of <details> only after an empty line.
function detailBlock(exercise: string, check: CheckResult): string {
  const { verdict, part, title } = check;
  const name = htmlText(`${verdictText(verdict, filePen)} ${exercise} ${part}: ${title}`);
  return [
    '<details>',
    `<summary>${name}</summary>`,
    '',
    codeBlock(detailOf(check)),
    '',
    '</details>',
  ].join('\n');
}

/** As many blocks, from the first, as there is room for. */
function fitting(blocks: readonly string[], mostBytes: number, more: string): string {
  let text = '';
  for (const [index, block] of blocks.entries()) {
    const longer = `${text}${block}\n\n`;
    const note = index < blocks.length - 1 ? `${more}\n` : '';
    if (Buffer.byteLength(longer + note) > mostBytes) {
      const cut = `${text}${more}\n`;
      return Buffer.byteLength(cut) <= mostBytes ? cut : text;
    }
    text = longer;
  }
  return text;
}
