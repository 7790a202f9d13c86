import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startLoad, type Load } from '../../src/check/measure.ts';
import { Activity } from '../../src/gate/activity.ts';

/** A load generator that sends nothing and reports its time-out as the number of its requests. */
const program = `
const at = process.argv.indexOf('--timeout');
const latencyMs = { min: null, mean: null, p50: null, p90: null, p99: null, max: null };
const requests = Number(process.argv[at + 1]);
console.log(JSON.stringify({ requests, succeeded: 0, failed: 0, seconds: 0, latencyMs }));
`;

test.each([
  [undefined, 120_000],
  [500, 500],
])('with the time-out %s a request may take %d ms', async (timeoutMs, expected) => {
  const folder = await mkdtemp(join(tmpdir(), 'overlap-test-'));
  try {
    await writeFile(join(folder, 'measure.js'), program);
    const load: Load = { url: 'http://127.0.0.1:1/', requests: 1, concurrency: 1 };
    await using run = startLoad(timeoutMs === undefined ? load : { ...load, timeoutMs }, {
      grading: {
        folder,
        commands: { measure: ['node', 'measure.js'] },
        seed: 1,
        mark: 'measure-test',
        runFolder: folder,
        select: { bonus: false },
        verbose: false,
        trustProc: true,
      },
      environment: {},
      activity: new Activity(),
      dataDir: folder,
      capMs: 60_000,
      signal: new AbortController().signal,
    });

    expect((await run.report()).requests).toBe(expected);
  } finally {
    await rm(folder, { recursive: true });
  }
});
