import type { Pen } from '../report/pen.ts';
import type { Ease } from './code-of-half.ts';
import type { CodeCount } from './count-code.ts';

/** How much code each half is. */
export function easeLines(ease: Ease | undefined, pen: Pen): string[] {
  if (ease === undefined) {
    return ['The code was not counted: sync/ and async/ hold no TypeScript that can be read.'];
  }
  return [
    pen.paint('bold', line('code', ['files', 'lines', 'statements', 'branches', 'await'])),
    row('sync/**/*.ts', ease.sync),
    row('async/**/*.ts', ease.async),
    'Every file of a half, also what you were given; lines without blank ones and',
    'comments; a branch is an if, ?:, case, loop, catch, &&, ||, ?? or ?.',
  ];
}

function row(name: string, { files, lines, statements, branches, awaits }: CodeCount): string {
  return line(`  ${name}`, [files, lines, statements, branches, awaits].map(String));
}

function line(name: string, values: readonly string[]): string {
  return values.reduce((text, value) => text + value.padStart(12), name.padEnd(17));
}
