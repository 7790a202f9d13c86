import { escape } from '../report/escape.ts';

/** Longer lines are cut, and more lines than this in a second are only counted. */
const longest = 500;
const mostPerSecond = 200;

export interface LogLines extends Disposable {
  /** Takes a piece of output, which may end in the middle of a line. */
  take(text: string): void;
}

/** Turns what a program prints into whole, escaped lines; a program that floods is not followed. */
export function logLines(show: (line: string) => void, now = () => performance.now()): LogLines {
  let partial = '';
  let windowAt = now();
  let shown = 0;
  let hidden = 0;

  const tellHidden = () => {
    if (hidden > 0) show(`(${hidden} more lines, too many to show)`);
    hidden = 0;
  };
  const line = (text: string) => {
    if (now() - windowAt >= 1000) {
      tellHidden();
      [windowAt, shown] = [now(), 0];
    }
    shown += 1;
    if (shown <= mostPerSecond) show(escape(shorten(text)));
    else hidden += 1;
  };

  return {
    take(text) {
      const pieces = (partial + text).split(/\r?\n/);
      partial = pieces.pop() ?? '';
      for (const piece of pieces) line(piece);
      if (partial.length <= longest) return;
      line(partial);
      partial = '';
    },
    [Symbol.dispose]() {
      if (partial !== '') line(partial);
      tellHidden();
    },
  };
}

function shorten(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}...` : text;
}
