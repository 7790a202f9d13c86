import type { HttpGate } from '../../gate/http-gate.ts';
import { chatPlayground } from '../../serve/playgrounds/chat.ts';
import type { Comparison } from '../comparison.ts';
import { syncWith } from '../contestant.ts';
import type { Plan, Trial } from '../trial.ts';
import { tryOut } from '../try-out.ts';
import { measureTurns } from '../turns.ts';
import { deliver } from './deliver.ts';
import { rowsData } from './figures.ts';
import { contestantsFor, fullPlan, loadWords, type Load } from './plan.ts';
import type { Run } from './run.ts';
import { sendMessages } from './send-messages.ts';
import { blockLines, headLines, meanings } from './table.ts';

const sender: Load = { kind: 'senders', count: 1, delayMs: 0 };
const reader: Load = { kind: 'readers', count: 1, messages: 1, everyMs: 0 };

const trial: Trial<Load, HttpGate, Run> = {
  playground: chatPlayground,
  contestantsFor,
  run: (pair, { contestant: { way = 'wait' }, load }, deadline) =>
    load.kind === 'senders'
      ? sendMessages(pair, load, deadline)
      : deliver(pair, { load, way }, deadline),
  warmUp: (load) =>
    load.kind === 'senders' ? { ...load, delayMs: 0 } : { ...load, messages: 1, everyMs: 20 },
  words: loadWords,
  tries: [
    { contestant: syncWith(2), loads: [sender, reader] },
    ...contestantsFor(reader)
      .filter(({ half }) => half === 'async')
      .map((contestant) => ({ contestant, loads: [sender, reader] })),
  ],
};

/** Drives both halves of the chat with senders and readers, by the clock. */
export function chatComparison(plan: Plan<Load> = fullPlan): Comparison {
  return {
    tries: 'senders and readers with both halves',
    preflight: (workspace, signal) => tryOut(trial, workspace, signal),
    headLines: (pen) => headLines('senders', pen),
    async *measure(measuring) {
      for await (const { load, rows } of measureTurns(trial, plan, measuring)) {
        yield { lines: (pen) => blockLines(rows, load, pen), data: rowsData(rows, load) };
      }
    },
    meanings,
  };
}
