import type { CheckResult } from '../result/model.ts';
import { penFor } from '../report/pen.ts';
import { linesProgress } from './lines-progress.ts';
import { redrawnProgress } from './redrawn-progress.ts';

/** A check that has its verdict. */
export type EndedCheck = Pick<CheckResult, 'part' | 'title' | 'verdict' | 'durationMs'>;

/** What a person sees while checks run; disposing it leaves the terminal as it was. */
export interface Progress extends Disposable {
  /** How many checks there will be; 0 begins anew. */
  plan(total: number): void;
  started(part: string, title: string): void;
  ended(check: EndedCheck): void;
  /** Prints a text that stays. */
  note(text: string): void;
}

/** `redraw` is for a terminal that a person watches; without it, each check that has ended is a line. */
export function createProgress(
  stream: NodeJS.WriteStream,
  { redraw, color, ascii }: { redraw: boolean; color: boolean; ascii: boolean },
): Progress {
  const pen = penFor({ color, ascii, width: 80 });
  return redraw ? redrawnProgress(stream, pen) : linesProgress(stream, pen);
}
