import { drawBeside } from './picture.ts';
import type { Played } from './rounds.ts';
import type { Terminal } from '../serve/terminal.ts';

/** Shows volleys side by side, and the words for them in numbers; the first is the serial one. */
export function showBeside(played: readonly Played[], { pen, print }: Terminal): void {
  const serial = played[0]?.rounds.length ?? 0;
  print(...drawBeside(played, pen), '');
  print(rowOf('', ['work', 'span', 'speedup']));
  for (const { name, rounds } of played) {
    const work = rounds.flat().reduce((sum, calls) => sum + calls, 0);
    const speedup = Math.round((10 * serial) / rounds.length) / 10;
    print(rowOf(name, [work, rounds.length, speedup]));
  }
  print('');
}

/** A name, and what is said of it in numbers. */
export function rowOf(name: string, cells: readonly (string | number)[]): string {
  return name.padEnd(18) + cells.map((cell) => String(cell).padStart(9)).join('');
}
