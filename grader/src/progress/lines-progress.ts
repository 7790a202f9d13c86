import { escape } from '../report/escape.ts';
import { verdictText } from '../report/check-lines.ts';
import { verdictFormat, type Pen } from '../report/pen.ts';
import type { EndedCheck, Progress } from './progress.ts';

/** A line for each check that has ended, for logs and for `--plain`. */
export function linesProgress(stream: NodeJS.WritableStream, pen: Pen): Progress {
  let total = 0;
  let done = 0;
  return {
    plan: (count) => {
      total = count;
    },
    started: () => undefined,
    ended: (check) => {
      done += 1;
      const count = `${String(done).padStart(String(total).length)}/${total}`;
      stream.write(`${count} ${endedLine(check, pen)}\n`);
    },
    note: (text) => {
      stream.write(`${noteLines(text, pen).join('\n')}\n`);
    },
    [Symbol.dispose]: () => undefined,
  };
}

/** An ended check in one line: `✓ passed  async: answers /healthz (1.2 s)`. */
export function endedLine({ part, title, verdict, durationMs }: EndedCheck, pen: Pen): string {
  const name = escape(`${part}: ${title}`, { ascii: pen.ascii });
  const seconds = `(${(durationMs / 1000).toFixed(1)} s)`;
  return `${pen.paint(verdictFormat[verdict], verdictText(verdict, pen))}  ${name} ${seconds}`;
}

/** A note without anything that could rewrite the terminal; its line breaks stay. */
export function noteLines(text: string, pen: Pen): string[] {
  return text.split('\n').map((line) => escape(line, { ascii: pen.ascii }));
}
