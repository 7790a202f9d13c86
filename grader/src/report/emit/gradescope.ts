import { withoutKeptNames } from '../../result/kept.ts';
import type { Result } from '../../result/model.ts';
import { plainAll } from '../escape.ts';
import { detailOf } from './detail.ts';
import type { Emitter } from './emitter.ts';
import { entriesOf, markedName, totalOf, type Entry } from './entry.ts';
import { isWhole, remarksOf } from './remarks.ts';

/**
 * Gradescope's `/autograder/results/results.json` (https://gradescope-autograders.readthedocs.io/en/latest/specs/).
 * What is kept from students is in it: Gradescope itself shows each test to those who may see it.
 */
export const gradescope: Emitter = {
  emit: (results) =>
    `${JSON.stringify(reportOf(plainAll(results.map(withoutKeptNames))), undefined, 2)}\n`,
};

// Everything is text: a student's Markdown or HTML is shown as it is written.
const text = 'text';

function reportOf(results: readonly Result[]) {
  const total = totalOf(results);
  return {
    score: total.earned + total.bonus,
    execution_time: results.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1000,
    output: remarksOf(results).join('\n'),
    output_format: text,
    visibility: 'visible',
    tests: entriesOf(results).map(testOf),
    extra_data: {
      ...total,
      complete: isWhole(results),
      exercises: results.map(({ exercise, seed, mode, complete, score }) => ({
        exercise,
        seed,
        mode,
        complete,
        score,
      })),
    },
  };
}

function testOf(entry: Entry) {
  const { check, number, earned, most, isUndecided } = entry;
  const { part, tier, verdict, visibility = 'visible' } = check;
  return {
    score: earned,
    max_score: most,
    // There is no third: a check without a decision is told apart by its name and its tags.
    status: verdict === 'passed' ? 'passed' : 'failed',
    name: markedName(entry),
    number,
    output: verdict === 'passed' ? detailOf(check) : `${verdict}\n\n${detailOf(check)}`,
    output_format: text,
    tags: [part, tier, verdict, ...(isUndecided ? ['undecided'] : [])],
    visibility,
  };
}
