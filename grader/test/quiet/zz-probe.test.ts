import { test, vi } from 'vitest';
import { performance } from 'node:perf_hooks';
import { startBench } from '../fixtures/bench.ts';
import { startBurners } from './burners.ts';
import { full } from './expect-in-flight.ts';
vi.setConfig({ testTimeout: 400_000 });
test('x', async () => {
  for (let i = 0; i < 5; i += 1) {
    await using bench = await startBench(['node', 'limited.ts', '1'], { capMs: 30_000 });
    await using _ = startBurners(16);
    bench.send(6);
    const t = performance.now();
    const o = await full(bench, 6);
    console.log(o, bench.gate.inFlight, Math.round(performance.now() - t), JSON.stringify((globalThis as any).dbg?.()));
  }
});
