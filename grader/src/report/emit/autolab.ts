import { scoreOf } from '../../result/score.ts';
import type { Emitter } from './emitter.ts';
import { totalOf } from './entry.ts';
import { forStudents } from './for-students.ts';
import { remarksOf } from './remarks.ts';

/**
 * What Autolab reads from the last line of stdout (https://docs.autolabproject.com/lab/): a problem
 * an exercise, such as `01-blog`, and the sum for the scoreboard. The lines before it are for the student.
 */
export const autolab: Emitter = {
  emit: (results) => {
    const shown = forStudents(results);
    const scores = shown.map(({ exercise, checks }) => {
      const { earned, bonus } = scoreOf(checks);
      return [exercise, earned + bonus] as const;
    });
    const { earned, bonus } = totalOf(shown);
    const line = { scores: Object.fromEntries(scores), scoreboard: [earned + bonus] };
    return `${[...remarksOf(shown), JSON.stringify(line)].join('\n')}\n`;
  },
};
