import type { Pen } from '../report/pen.ts';
import type { Rounds } from './rounds.ts';
import { people } from './people.ts';

const nameWidth = 7;

/** A volley as it stands: a row a person, a column a round. */
export function drawRounds(rounds: Rounds, pen: Pen): string[] {
  return [
    `${'round'.padEnd(nameWidth)}${axis(rounds.length)}`,
    ...people.map((name, person) => {
      const bar = barOf(rounds, person, pen);
      return `${name.padEnd(nameWidth)}${bar}${servedText(rounds, person)}`;
    }),
  ];
}

/** Several volleys side by side, each under its name. */
export function drawBeside(
  volleys: readonly { readonly name: string; readonly rounds: Rounds }[],
  pen: Pen,
): string[] {
  const widths = volleys.map(({ name, rounds }) => Math.max(name.length, rounds.length) + 3);
  const lineOf = (first: string, cells: readonly { text: string; plain: number }[]) =>
    cells
      .reduce(
        (line, { text, plain }, index) =>
          line + text + ' '.repeat(Math.max(0, (widths[index] ?? 0) - plain)),
        first.padEnd(nameWidth),
      )
      .trimEnd();
  const names = volleys.map(({ name }) => ({ text: name, plain: name.length }));
  const rows = people.map((name, index) =>
    lineOf(
      name,
      volleys.map(({ rounds }) => ({ text: barOf(rounds, index, pen), plain: rounds.length })),
    ),
  );
  return [pen.paint('bold', lineOf('', names)), ...rows];
}

/** A block where the person has a call in flight, a faint one while he waits for his turn. */
function barOf(rounds: Rounds, person: number, pen: Pen): string {
  const last = rounds.findLastIndex((calls) => (calls[person] ?? 0) > 0);
  const cells = rounds.map((calls, round) => {
    if ((calls[person] ?? 0) > 0) return pen.paint('cyan', pen.signs.bar);
    return last === -1 || round < last ? pen.paint('dim', pen.signs.rest) : ' ';
  });
  return cells.join('');
}

function servedText(rounds: Rounds, person: number): string {
  const made = rounds.reduce((sum, calls) => sum + (calls[person] ?? 0), 0);
  const most = Math.max(0, ...rounds.map((calls) => calls[person] ?? 0));
  if (made === 0) return '';
  return most > 1 ? `  ${most} calls together` : '';
}

/** 1, then every fifth. */
function axis(count: number): string {
  let line = '1';
  for (let round = 5; round <= count; round += 5) line = line.padEnd(round - 1) + String(round);
  return line;
}
