import { describe, expect, test, vi } from 'vitest';
import { answers, countStatuses, settle } from '../../src/check/settle.ts';
import type { Reply } from '../../src/traffic/volley.ts';
import { startBench } from '../fixtures/bench.ts';

vi.setConfig({ testTimeout: 60_000 });

describe('settling a volley', () => {
  test('waits for every answer', async () => {
    await using bench = await startBench(['node', 'overlapping.ts']);
    bench.gate.open();

    expect(countStatuses(await settle(bench.send(20)))).toBe('20 × 200');
  });

  test('is content with as many as are asked for', async () => {
    await using bench = await startBench(['node', 'half-answering.ts']);
    const volley = bench.send(4);
    await answers(volley, 2);

    expect(countStatuses(volley.replies)).toBe('2 × 200');
  });

  test('fails when no more answers can come', async () => {
    await using bench = await startBench(['node', 'hoarding.ts']);

    await expect(settle(bench.send(2))).rejects.toMatchObject({
      name: 'CheckFailure',
      message: 'expected 2 answers, got 0 and the server does nothing more',
    });
  });

  test('says nothing of a frozen server', async () => {
    await using bench = await startBench(['node', 'overlapping.ts'], { capMs: 2500 });
    bench.server.program.signal('SIGSTOP');

    await expect(settle(bench.send(2))).rejects.toMatchObject({
      name: 'Inconclusive',
      message: "undecided: expected 2 answers, got 0 before the machine's time was up",
    });
  });
});

test('statuses are counted, those of broken connections by their error', () => {
  const reply = (status: number, error?: string): Reply => ({
    ask: { path: '/' },
    status,
    text: '',
    endedAt: 0,
    ...(error !== undefined && { error }),
  });

  expect(countStatuses([reply(201), reply(500), reply(201), reply(0, 'ECONNRESET')])).toBe(
    '2 × 201, 1 × 500, 1 × ECONNRESET',
  );
  expect(countStatuses([])).toBe('no answer');
});
