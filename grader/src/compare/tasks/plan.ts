import { countOf } from '../../report/count-of.ts';
import { syncWith, type Contestant } from '../contestant.ts';
import type { Plan } from '../trial.ts';

/** Mails that are asked for at the same moment; the mail server takes this long for each. */
export interface MailLoad {
  readonly kind: 'mails';
  readonly count: number;
  readonly delayMs: number;
}

/** One large text to count. */
export interface FileLoad {
  readonly kind: 'file';
  readonly mebibytes: number;
}

export type Load = MailLoad | FileLoad;

export const fullPlan: Plan<Load> = {
  loads: [
    { kind: 'mails', count: 12, delayMs: 0 },
    { kind: 'mails', count: 12, delayMs: 100 },
    { kind: 'file', mebibytes: 16 },
  ],
  turns: 5,
  budgetMs: 90_000,
};

const [one, four] = [syncWith(1), syncWith(4)] as const;
const fourSlots: Contestant = { name: 'async, 4 slots', half: 'async', concurrency: 4 };
const twelveSlots: Contestant = { name: 'async, 12 slots', half: 'async', concurrency: 12 };

/** Who is measured under a load; all others are compared with the first. */
export function contestantsFor({ kind }: Load): readonly Contestant[] {
  // A single file has one worker and one slot, however many there are.
  return kind === 'file' ? [one, fourSlots] : [one, four, fourSlots, twelveSlots];
}

/** A load in words. */
export function loadWords(load: Load): string {
  if (load.kind === 'file') return `one file of ${load.mebibytes} MiB`;
  const { count, delayMs } = load;
  const answers = delayMs === 0 ? 'at once' : `after ${delayMs} ms`;
  return `${countOf(count, 'mail')} together, each accepted ${answers}`;
}
