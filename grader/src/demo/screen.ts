import { createLogUpdate } from 'log-update';
import { escape } from '../report/escape.ts';
import { wrap } from '../report/wrap.ts';
import type { Terminal } from '../serve/terminal.ts';
import { readKeys } from './keys.ts';

/** Where the demo is shown; disposing it gives the terminal back. */
export interface Screen extends Disposable {
  readonly terminal: Terminal;
  /** A heading and paragraphs. */
  tell(heading: string | undefined, ...paragraphs: readonly string[]): void;
  /** Something that is drawn again and again where a person watches, and else only as it ends. */
  animate(): Animation;
  /** Gives a person the time to read what was told since the last pause. */
  pause(signal: AbortSignal): Promise<void>;
}

export interface Animation {
  draw(lines: readonly string[]): void;
  /** The last picture, which stays. */
  end(lines: readonly string[]): void;
}

const [shortestMs, longestMs, msPerWord] = [4000, 10_000, 175];

export function createScreen(terminal: Terminal): Screen {
  const { pen, print, live } = terminal;
  const keys = live ? readKeys() : undefined;
  let words = 0;
  return {
    terminal,
    tell(heading, ...paragraphs) {
      words += paragraphs.join(' ').split(/\s+/).length;
      if (heading !== undefined) print(pen.paint('bold', heading), '');
      for (const paragraph of paragraphs) {
        print(...wrap(escape(paragraph, { ascii: pen.ascii }), pen.width - 1), '');
      }
    },
    animate: () => (live ? redrawn(print) : onlyTheEnd(print)),
    async pause(signal) {
      signal.throwIfAborted();
      const ms = Math.min(longestMs, Math.max(shortestMs, words * msPerWord));
      words = 0;
      if (keys === undefined) return;
      const update = createLogUpdate(process.stdout, { showCursor: true });
      update(pen.paint('dim', '(Enter goes on)'));
      try {
        await keys.pause(ms, signal);
      } finally {
        update.clear();
        update.done();
      }
    },
    [Symbol.dispose]: () => keys?.[Symbol.dispose](),
  };
}

function redrawn(print: Terminal['print']): Animation {
  const update = createLogUpdate(process.stdout, { showCursor: true });
  return {
    draw: (lines) => update(lines.join('\n')),
    end(lines) {
      update(lines.join('\n'));
      update.done();
      print('');
    },
  };
}

function onlyTheEnd(print: Terminal['print']): Animation {
  return { draw: () => undefined, end: (lines) => print(...lines, '') };
}
