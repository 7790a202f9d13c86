import { expect, test } from 'vitest';
import { drawBeside, drawRounds } from '../../src/demo/picture.ts';
import { people } from '../../src/demo/people.ts';
import { penFor } from '../../src/report/pen.ts';

const pen = penFor({ color: false, ascii: true, width: 80 });

/** One person a round, each with one call. */
const stairs = people.map((_, round) => people.map((_, person) => (person === round ? 1 : 0)));
const block = [people.map(() => 3)];

test('people one after another are a staircase', () => {
  const [axis, first, second, ...rest] = drawRounds(stairs, pen);
  expect(axis).toBe('round  1   5    10');
  expect(first?.trimEnd()).toBe('Ada    #');
  expect(second?.trimEnd()).toBe('Ben    .#');
  expect(rest.at(-1)).toBe(`Lea    ${'.'.repeat(11)}#`);
});

test('people together are a block', () => {
  expect(drawRounds(block, pen)[1]).toBe('Ada    #  3 calls together');
});

test('before the first round there are only names', () => {
  expect(drawRounds([], pen).map((line) => line.trimEnd())).toEqual(['round  1', ...people]);
});

test('volleys stand side by side', () => {
  const lines = drawBeside(
    [
      { name: 'one', rounds: stairs },
      { name: 'all', rounds: block },
    ],
    pen,
  );
  expect(lines[0]).toBe('       one            all');
  expect(lines[1]).toBe('Ada    #              #');
  expect(lines.at(-1)).toBe('Lea    ...........#   #');
});
