import { tasksPlayground } from '../../serve/playgrounds/tasks.ts';
import type { SmtpGate } from '../../gate/smtp-gate.ts';
import type { Comparison } from '../comparison.ts';
import type { Plan, Trial } from '../trial.ts';
import { tryOut } from '../try-out.ts';
import { measureTurns } from '../turns.ts';
import { countFile } from './count-file.ts';
import { rowsData } from './figures.ts';
import { contestantsFor, fullPlan, loadWords, type Load } from './plan.ts';
import type { Run } from './run.ts';
import { sendMails } from './send-mails.ts';
import { blockLines, headLines, meanings } from './table.ts';

const mails: Load = { kind: 'mails', count: 12, delayMs: 0 };
const file: Load = { kind: 'file', mebibytes: 1 / 16 };

const trial: Trial<Load, SmtpGate, Run> = {
  playground: tasksPlayground,
  contestantsFor,
  run: (pair, { contestant: { half }, load }, deadline) =>
    load.kind === 'mails'
      ? sendMails(pair, { ...load, half }, deadline)
      : countFile(pair.server, { bytes: load.mebibytes * 2 ** 20, half }, deadline),
  warmUp: ({ kind }) => (kind === 'mails' ? mails : file),
  words: loadWords,
  // A file is measured with one contestant of each half.
  tries: contestantsFor(file).map((contestant) => ({ contestant, loads: [mails, file] })),
};

/** Drives both halves of the background tasks with mails and a file, by the clock. */
export function tasksComparison(plan: Plan<Load> = fullPlan): Comparison {
  return {
    tries: 'mails and files with both halves',
    preflight: (workspace, signal) => tryOut(trial, workspace, signal),
    headLines,
    async *measure(measuring) {
      for await (const { load, rows } of measureTurns(trial, plan, measuring)) {
        yield { lines: (pen) => blockLines(rows, load, pen), data: rowsData(rows, load) };
      }
    },
    meanings,
  };
}
