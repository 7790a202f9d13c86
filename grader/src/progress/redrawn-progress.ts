import { createLogUpdate } from 'log-update';
import type { Verdict } from '../result/model.ts';
import { escape } from '../report/escape.ts';
import type { Pen } from '../report/pen.ts';
import { countText } from '../report/score-lines.ts';
import { cut } from '../report/text-width.ts';
import { endedLines, noteLines } from './lines-progress.ts';
import type { Progress } from './progress.ts';

const redrawMs = 250;
const barWidth = 20;

/** What the redrawn lines are made of. */
interface State {
  readonly total: number;
  readonly ended: readonly { verdict: Verdict }[];
  /** The names of the checks that run. */
  readonly running: readonly string[];
  readonly elapsedMs: number;
}

/** Two lines that are drawn again and again, below the lines that stay. */
export function redrawnProgress(stream: NodeJS.WriteStream, pen: Pen): Progress {
  // The cursor is never hidden: then nothing needs to bring it back, however the process ends.
  const update = createLogUpdate(stream, { showCursor: true });
  const beganAt = performance.now();
  const running = new Map<string, string>();
  const ended: { verdict: Verdict }[] = [];
  let total = 0;

  const draw = () => {
    const elapsedMs = performance.now() - beganAt;
    const state = { total, ended, running: [...running.values()], elapsedMs };
    update(progressLines(state, pen, columnsOf(stream)).join('\n'));
  };
  const keep = (lines: readonly string[]) => {
    update.persist(lines.join('\n'));
    draw();
  };
  const timer = setInterval(draw, redrawMs).unref();

  return {
    plan: (count) => {
      total = count;
      if (count === 0) ended.length = 0;
      draw();
    },
    started: (part, title) => {
      running.set(`${part}: ${title}`, escape(`${part}: ${title}`, { ascii: pen.ascii }));
      draw();
    },
    ended: (check) => {
      running.delete(`${check.part}: ${check.title}`);
      ended.push(check);
      if (check.verdict === 'passed' || check.verdict === 'skipped') draw();
      else keep(endedLines(check, pen, columnsOf(stream)));
    },
    note: (text) => keep(noteLines(text, pen, columnsOf(stream))),
    [Symbol.dispose]: () => {
      clearInterval(timer);
      update.clear();
      update.done();
    },
  };
}

/** The two lines: how far it is, and what runs now. */
export function progressLines(state: State, pen: Pen, width: number): string[] {
  const { total, ended, running, elapsedMs } = state;
  const share = total === 0 ? 0 : Math.min(1, ended.length / total);
  const filled = Math.round(share * barWidth);
  const bar = pen.signs.bar.repeat(filled) + pen.signs.rest.repeat(barWidth - filled);
  const seconds = `${Math.floor(elapsedMs / 1000)} s`;
  const first = [bar, `${ended.length}/${total}`, seconds, countText(ended)].join('  ').trimEnd();
  const second = running.length === 0 ? '' : `running  ${running.join('; ')}`;
  return [cut(first, width, pen.signs.more), pen.paint('dim', cut(second, width, pen.signs.more))];
}

// One column is left free: some terminals wrap when the last one is written.
function columnsOf({ columns }: { readonly columns?: number }): number {
  return Math.max(1, (columns ?? 80) - 1);
}
