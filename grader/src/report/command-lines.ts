import type { Result } from '../result/model.ts';
import type { Pen } from './pen.ts';
import { widthOf } from './text-width.ts';
import { indented } from './wrap.ts';

/** A command to copy, indented; one that is too long goes on after a backslash, as a shell reads it. */
export function commandLines(command: string, indent: number, pen: Pen): string[] {
  const room = pen.width - indent;
  const lines = (widthOf(command) <= room ? [command] : broken(command, room)).flatMap((line) =>
    indented(line, indent, pen.width),
  );
  return lines.map((line) => pen.paint('cyan', line));
}

/** The command that grades the exercise of a result, with options. */
export function gradeCommand({ exercise, submission }: Result, options = ''): string {
  const target = exercise.replace(/^\d+-/, '');
  const words = ['npm run grade --', target, whereOf(exercise, submission), options];
  return words.filter((word) => word !== '').join(' ');
}

// Only before an option: inside of quotes a line break would change the command.
function broken(command: string, room: number): string[] {
  const lines: string[] = [];
  for (const piece of command.split(/ (?=--\w)/)) {
    const longer = `${lines.at(-1) ?? ''} ${piece}`;
    if (lines.length > 0 && widthOf(longer) + 2 <= room) lines[lines.length - 1] = longer;
    else lines.push(lines.length === 0 ? piece : `  ${piece}`);
  }
  return lines.map((line, index) => (index < lines.length - 1 ? `${line} \\` : line));
}

/** The option that names what was graded, when it is not the student's work in the project. */
function whereOf(exercise: string, submission: string): string {
  const path = submission.replaceAll('\\', '/');
  return path === `exercises/${exercise}` ? '' : `--submission ${quoted(submission)}`;
}

function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `"${path}"`;
}
