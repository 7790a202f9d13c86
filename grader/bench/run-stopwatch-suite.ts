import { execa } from 'execa';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../src/server/environment.ts';

const deadlineMs = 600_000;
const reportSchema = z.object({ numFailedTests: z.int() });

/** Runs the suite of stopwatch tests: how long it took, and how many of its tests failed. */
export async function runStopwatchSuite(signal: AbortSignal) {
  const folder = await mkdtemp(join(tmpdir(), 'overlap-bench-'));
  const file = join(folder, 'report.json');
  const suite = join(import.meta.dirname, 'stopwatch-suite');
  const options = ['--root', suite, '--reporter=json', `--outputFile.json=${file}`];
  try {
    const begun = performance.now();
    await execa('vitest', ['run', ...options], {
      cwd: projectRoot,
      preferLocal: true,
      reject: false,
      stdio: 'ignore',
      cancelSignal: signal,
      timeout: deadlineMs,
    });
    const seconds = (performance.now() - begun) / 1000;
    signal.throwIfAborted();
    const report = reportSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    return { seconds, failed: report.numFailedTests };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
