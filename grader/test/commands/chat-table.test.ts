import { describe, expect, test } from 'vitest';
import { rowsData } from '../../src/compare/chat/figures.ts';
import { contestantsFor, fullPlan, loadWords, type Load } from '../../src/compare/chat/plan.ts';
import type { Run } from '../../src/compare/chat/run.ts';
import { blockLines, headLines, meanings } from '../../src/compare/chat/table.ts';
import { legendLines } from '../../src/compare/legend.ts';
import type { Row } from '../../src/compare/row.ts';
import { penFor } from '../../src/report/pen.ts';

const pen = penFor({ color: false, ascii: true, width: 80 });
const senders = { kind: 'senders', count: 12, delayMs: 100 } as const;
const readers = { kind: 'readers', count: 12, messages: 4, everyMs: 300 } as const;

/** Two calls, one after the other. */
const chain = [
  { arrivedAt: 0, releasedAt: 1 },
  { arrivedAt: 2, releasedAt: 3 },
];

function row(load: Load, index: number, waitsMs: readonly number[], requests = 0): Row<Run> {
  const contestant = contestantsFor(load)[index]!;
  return { contestant, runs: [{ waitsMs, calls: chain, requests, bytes: 150 * 2 ** 20 }] };
}

describe('the table of the chat', () => {
  test('has what half and all of the senders waited, and what a row gains over the first', () => {
    const rows = [row(senders, 0, [100, 700, 1300]), row(senders, 2, [110, 120, 130])];
    const async = row(senders, 3, [105, 120, 130]);
    expect([...headLines('senders', pen), ...blockLines([...rows, async], senders, pen)]).toEqual([
      '                   ms until ms until       most in',
      '                     median     last  span  flight   MiB  speedup',
      '12 senders together, each moderated after 100 ms',
      '  sync, 1 worker        700     1300     2       1   150',
      '  sync, 12 workers      120      130     2       1   150     10.0',
      '  async                 120      130     2       1   150     10.0 async wins',
    ]);
  });

  test('has what a message cost a reader, under a head of its own', () => {
    const waiting = row(readers, 0, [4, 6, 5, 5], 4);
    const asking = row(readers, 1, [90, 110, 100, 100], 10);
    const pushed = row(readers, 3, [4, 6, 5, 5]);
    expect(blockLines([waiting, asking, pushed], readers, pen)).toEqual([
      '',
      '                         ms until ms until  requests',
      '                           median     last      each   MiB  speedup',
      '12 readers, 4 messages, one every 300 ms',
      '  sync, 13 workers, wait      5.0      6.0       1.0   150',
      '  sync, 4 workers, ask        100      110       2.5   150      0.1',
      '  async, push                 5.0      6.0       0.0   150      1.0 about even',
    ]);
  });

  test('has no span where the moderation answers at once', () => {
    const load = { ...senders, delayMs: 0 };
    expect(blockLines([row(load, 3, [1])], load, pen)[1]).toMatch(/ - +- +150$/);
  });

  test('says within 80 columns why a row has no figures', () => {
    const unmeasured = `mend GET /ws first; ${'it closes with 1006 '.repeat(8)}`;
    const failed = { ...row(readers, 3, [1]), unmeasured };
    const lines = blockLines([row(readers, 0, [1]), failed], readers, pen);
    expect(lines.at(5)).toMatch(/^ {2}async, push {13}not measured: mend GET \/ws first;/);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  test('fits into 80 columns with its legend and its loads', () => {
    const lines = [...legendLines(meanings, pen), ...fullPlan.loads.map(loadWords)];
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  });
});

test('each reader who waits has a worker, and so has the sender', () => {
  const [waiting] = contestantsFor({ ...readers, count: 5 });
  expect(waiting).toMatchObject({ workers: 6, way: 'wait' });
});

test('the figures hold a row for each contestant under each load', () => {
  const failed = { ...row(senders, 1, []), unmeasured: 'it answers 500' };
  expect(rowsData([row(senders, 0, [600]), failed, row(senders, 3, [150])], senders)).toMatchObject(
    [
      { half: 'sync', workers: 1, ...senders, turns: 1, lastMs: 600, span: 2, speedup: null },
      { half: 'sync', workers: 4, unmeasured: 'it answers 500' },
      { half: 'async', workers: null, medianMs: 150, mebibytes: 150, speedup: 4 },
    ],
  );
  expect(rowsData([row(readers, 1, [1, 2], 5)], readers)).toMatchObject([
    { workers: 4, way: 'ask', requestsEach: 2.5, span: null },
  ]);
});
