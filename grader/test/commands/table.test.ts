import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { easeLines } from '../../src/compare/ease-table.ts';
import { figuresData } from '../../src/compare/figures-file.ts';
import { rowsData, type Measured } from '../../src/compare/blog/figures.ts';
import { contestants, fullPlan, loadFor } from '../../src/compare/blog/plan.ts';
import { blockLines, headLines, meanings } from '../../src/compare/blog/table.ts';
import { short } from '../../src/compare/cells.ts';
import { legendLines } from '../../src/compare/legend.ts';
import { wordFor } from '../../src/compare/verdict.ts';
import { penFor } from '../../src/report/pen.ts';

const pen = penFor({ color: false, ascii: true, width: 80 });
const load = { delayMs: 50, clients: 10, requests: 60 };

function measured(index: number, requestsPerSecond: number, more: object = {}): Measured {
  const contestant = contestants[index];
  if (contestant === undefined) throw new Error(`no contestant ${index}`);
  const latencyMs = { min: 1, mean: 50, p50: 49.6, p90: 80, p99: 99.4, max: 100 };
  const summary = { requests: 60, succeeded: 60, failed: 0, seconds: 1, latencyMs };
  return {
    contestant,
    load,
    summary,
    requestsPerSecond,
    calls: 180,
    span: 180,
    mostInFlight: 1,
    ...more,
  };
}

describe('the table', () => {
  test('says in a word who wins', () => {
    const rows = [measured(0, 10), measured(1, 200), measured(2, 100)];
    expect(blockLines({ load, rows }, pen)).toEqual([
      'author service answers after 50 ms, 10 clients, 60 requests',
      '  sync, 1 worker       10      50     80     99   180       1     10 async wins',
      '  sync, 4 workers     200      50     80     99   180       1    0.5 sync wins',
      '  async               100      50     80     99   180       1',
    ]);
  });

  test('has its head above the figures', () => {
    expect(headLines(pen)).toEqual([
      '                 requests       latency in ms         most in  async',
      '                 a second     p50    p90    p99  span  flight  /sync',
    ]);
  });

  test('has no figures where nothing can be in flight', () => {
    const { span: _, mostInFlight: __, ...row } = measured(2, 100);
    const [, line] = blockLines({ load, rows: [row] }, pen);
    expect(line).toMatch(/99 +- +-$/);
  });

  test('says why a row has no figures', () => {
    const [one] = contestants;
    if (one === undefined) throw new Error('no contestant');
    const rows = [{ contestant: one, load, unmeasured: 'the time was up' }, measured(2, 100)];
    expect(blockLines({ load, rows }, pen)[1]).toBe(
      '  sync, 1 worker   not measured: the time was up',
    );
  });

  test('says what failed and what the author service saw', () => {
    const { summary } = measured(2, 1);
    const failed = measured(2, 1, { summary: { ...summary, succeeded: 50, failed: 10 } });
    const few = measured(2, 1, { calls: 60 });
    expect(blockLines({ load, rows: [failed] }, pen)[2]).toContain('10 of 60 requests failed');
    expect(blockLines({ load, rows: [few] }, pen)[2]).toContain(
      'saw 60 calls; 60 pages should make 180',
    );
  });

  test('is at most 80 columns wide for figures that a server can have', () => {
    const figure = fc.double({ min: 0, max: 99_999, noNaN: true });
    fc.assert(
      fc.property(figure, figure, fc.nat(9999), (perSecond, ms, count) => {
        const latencyMs = { min: ms, mean: ms, p50: ms, p90: ms, p99: ms, max: ms };
        const summary = { requests: 60, succeeded: 60, failed: 0, seconds: 1, latencyMs };
        const more = { summary, span: count, mostInFlight: count, calls: count };
        const rows = [measured(0, perSecond, more), measured(2, 99_999, more)];
        const widest = Math.max(...blockLines({ load, rows }, pen).map((line) => line.length));
        return perSecond < 1 || widest <= 80;
      }),
    );
  });

  test('is not wider with colour', () => {
    const colored = penFor({ color: true, ascii: false, width: 80 });
    const rows = [measured(0, 10), measured(2, 100)];
    expect(blockLines({ load, rows }, colored).map(stripVTControlCharacters)).toEqual(
      blockLines({ load, rows }, pen),
    );
  });
});

describe('what stands below the table', () => {
  const code = { files: 2, lines: 70, statements: 50, branches: 6, awaits: 0 };

  test('is at most 80 columns wide', () => {
    const lines = [
      ...legendLines(meanings, pen),
      ...easeLines({ sync: code, async: code }, pen),
      ...easeLines(undefined, pen),
    ];
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  test('has a row a half', () => {
    const lines = easeLines({ sync: code, async: { ...code, awaits: 5 } }, pen);
    expect(lines[1]).toMatch(/^ {2}sync\/\*\*\/\*\.ts +2 +70 +50 +6 +0$/);
    expect(lines[2]).toMatch(/^ {2}async\/\*\*\/\*\.ts +2 +70 +50 +6 +5$/);
  });
});

test('a tenth of a difference is about even', () => {
  expect([0.5, 0.9, 0.95, 1, 1.05, 1.2].map(wordFor)).toEqual([
    'sync wins',
    'sync wins',
    'about even',
    'about even',
    'about even',
    'async wins',
  ]);
});

test('a figure has two digits at least', () => {
  expect([null, 0, 0.04, 9.94, 9.96, 1234.5].map(short)).toEqual([
    '-',
    '0.0',
    '0.0',
    '9.9',
    '10',
    '1235',
  ]);
});

test('the figures hold a row for each contestant under each load', () => {
  const rows = [measured(0, 10), measured(2, 100)];
  const about = { exercise: '01-blog', submission: 'exercises/01-blog', measuredAt: 'now' };
  const data = figuresData({ ...about, rows: rowsData(rows), ease: undefined });
  expect(data.rows).toMatchObject([
    { half: 'sync', workers: 1, ...load, asyncToSync: 10, span: 180 },
    { half: 'async', workers: null, ...load, asyncToSync: null },
  ]);
  expect(data.code).toBeNull();
});

test('the full plan has both delays and all three numbers of clients', () => {
  const seen = fullPlan.loads.map(({ delayMs, clients }) => `${delayMs} ms, ${clients}`);
  expect(seen).toEqual(['0 ms, 1', '0 ms, 10', '0 ms, 50', '50 ms, 1', '50 ms, 10', '50 ms, 50']);
});

describe('loadFor', () => {
  test('keeps to the plan while there is time', () => {
    const seen = fullPlan.loads.map((_, index) => loadFor(fullPlan, index, fullPlan.budgetMs));
    expect(seen.map((load) => load?.requests)).toEqual(
      fullPlan.loads.map(({ requests }) => requests),
    );
    expect(loadFor(fullPlan, fullPlan.loads.length, 1000)).toBeUndefined();
  });

  test('sends fewer requests when time is short, but never fewer than there are clients', () => {
    fc.assert(
      fc.property(fc.nat(5), fc.integer({ min: -1000, max: 200_000 }), (index, leftMs) => {
        const planned = fullPlan.loads[index];
        const { requests = 0, clients = 0 } = loadFor(fullPlan, index, leftMs) ?? {};
        expect(requests).toBeLessThanOrEqual(planned?.requests ?? 0);
        expect(requests).toBeGreaterThanOrEqual(Math.max(10, clients));
      }),
    );
    expect(loadFor(fullPlan, 5, 16_500)?.requests).toBe(50);
  });
});
