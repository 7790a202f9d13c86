import type { Result } from '../../result/model.ts';
import { detailOf, shortOf } from './detail.ts';
import type { Emitter } from './emitter.ts';
import { entriesOf, markedName, totalOf, type Entry } from './entry.ts';
import { forStudents } from './for-students.ts';
import { remarksOf } from './remarks.ts';

/** PrairieLearn's `/grade/results/results.json` (https://docs.prairielearn.com/externalGrading/): a score from 0 to 1. */
export const prairielearn: Emitter = {
  emit: (results) => {
    const shown = forStudents(results);
    const whole = textOf(shown, detailOf);
    return Buffer.byteLength(whole) <= mostBytes ? whole : textOf(shown, shortOf);
  },
};

/** PrairieLearn takes no file above 1 MB. */
const mostBytes = 1_000_000;

type Describe = (check: Entry['check']) => string;

function textOf(results: readonly Result[], describe: Describe): string {
  const { earned, bonus, decided, possible } = totalOf(results);
  const report = {
    // Not gradable costs no attempt: nothing at all could be decided.
    gradable: decided > 0,
    score: possible === 0 ? 0 : Math.min(1, (earned + bonus) / possible),
    message: remarksOf(results).join('\n'),
    ...(decided === 0 && { format_errors: ['The grader could decide nothing: submit again.'] }),
    tests: entriesOf(results).map((entry) => testOf(entry, describe)),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function testOf(entry: Entry, describe: Describe) {
  const { check, earned, most } = entry;
  return {
    name: markedName(entry),
    description: check.proves,
    points: earned,
    max_points: most,
    message: [check.verdict, shortOf(check)].filter((text) => text !== '').join(': '),
    ...(check.verdict !== 'passed' && { output: describe(check) }),
  };
}
