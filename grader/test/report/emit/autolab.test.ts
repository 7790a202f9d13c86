import { expect, test } from 'vitest';
import { z } from 'zod';
import { autolab } from '../../../src/report/emit/autolab.ts';
import { cases, hostile, mixed, part, unfinished } from './cases.ts';

const schema = z.strictObject({
  scores: z.record(z.string(), z.int().nonnegative()),
  scoreboard: z.array(z.number()),
});

/** As Autolab reads it: the last line, in which it quotes every bare word before a colon. */
function readByAutolab(text: string) {
  const last = text.trimEnd().split('\n').at(-1)!;
  return schema.parse(JSON.parse(last.replace(/([a-zA-Z0-9]+):/g, '"$1":')));
}

test.each(cases)('%s can be read', (_, results) => {
  const { scores, scoreboard } = readByAutolab(autolab.emit(results, {}));

  expect(Object.keys(scores)).toEqual(results.map(({ exercise }) => exercise));
  expect(scoreboard).toEqual([Object.values(scores).reduce((sum, score) => sum + score, 0)]);
});

test('a problem is an exercise; what is not final stands before the last line', () => {
  expect(autolab.emit([mixed, part], {})).toBe(
    [
      'Score: 10 of 30 points decided, 15 undecided, bonus +5',
      'Undecided points are neither won nor lost: the machine did not let the grader see, or the grader broke. Grade again to decide them.',
      'Provisional: the grader cannot see here what a server is doing, so no "failed" is final. Four ways to final verdicts, which need Linux and its /proc: push and read CI; or work in the dev container, in Codespaces, or in WSL 2 (clone inside Linux).',
      'This is not a whole grading: only some checks were asked for, or it was not over when this was written.',
      '{"scores":{"01-blog":15,"02-tasks":0},"scoreboard":[15]}',
      '',
    ].join('\n'),
  );
});

test('a grading that is not over is worth what was decided', () => {
  expect(readByAutolab(autolab.emit([unfinished], {})).scores).toEqual({ '01-blog': 18 });
});

test('a program that prints scores earns none', () => {
  expect(readByAutolab(autolab.emit([hostile], {})).scores).toEqual({ '01-blog': 0 });
});
