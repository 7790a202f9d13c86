import { escape } from '../report/escape.ts';
import { verdictFormat, verdictText, type Pen } from '../report/pen.ts';
import { wrap } from '../report/wrap.ts';
import type { EndedCheck, Progress } from './progress.ts';

/** A line for each check that has ended, for logs and for `--plain`. */
export function linesProgress(stream: NodeJS.WritableStream, pen: Pen): Progress {
  let total = 0;
  let done = 0;
  return {
    plan: (count) => {
      total = count;
      if (count === 0) done = 0;
    },
    started: () => undefined,
    ended: (check) => {
      done += 1;
      const count = `${String(done).padStart(String(total).length)}/${total}`;
      stream.write(`${count} ${endedLines(check, pen).join('')}\n`);
    },
    note: (text) => {
      stream.write(`${noteLines(text, pen).join('\n')}\n`);
    },
    [Symbol.dispose]: () => undefined,
  };
}

/** An ended check, wrapped: `✓ passed  async: answers /healthz (1.2 s)`. */
export function endedLines(check: EndedCheck, pen: Pen, width = Infinity): string[] {
  const { part, title, verdict, durationMs } = check;
  const name = escape(`${part}: ${title}`, { ascii: pen.ascii });
  const word = verdictText(verdict, pen);
  const lines = wrap(`${word}  ${name} (${(durationMs / 1000).toFixed(1)} s)`, width);
  return lines.map((line, index) =>
    index === 0 ? line.replace(word, (found) => pen.paint(verdictFormat[verdict], found)) : line,
  );
}

/** A note, wrapped, without anything that could rewrite the terminal; its line breaks stay. */
export function noteLines(text: string, pen: Pen, width = Infinity): string[] {
  return text.split('\n').flatMap((line) => wrap(escape(line, { ascii: pen.ascii }), width));
}
