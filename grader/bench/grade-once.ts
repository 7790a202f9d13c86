import { execa } from 'execa';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resultsSchema } from '../src/report/json.ts';
import { projectRoot } from '../src/server/environment.ts';

/** What one grading cost. */
export interface Cost {
  readonly seconds: number;
  /** How long the servers of all checks took to start, added up. */
  readonly startSeconds: number;
  /** How long the gates of all checks held calls, added up. */
  readonly heldSeconds: number;
  /** The most memory that the grader's own process held. */
  readonly peakMiB: number;
}

const pollMs = 100;
const deadlineMs = 600_000;

/** Grades the solution of an exercise on the command line; throws unless it earns every point. */
export async function gradeOnce(exercise: string, signal: AbortSignal): Promise<Cost> {
  const folder = await mkdtemp(join(tmpdir(), 'overlap-bench-'));
  const file = join(folder, 'result.json');
  let peakMiB = 0;
  try {
    const begun = performance.now();
    const words = ['grader/bin/overlap.js', 'grade', exercise, '--solutions', '--json', file];
    const child = execa('node', words, {
      cwd: projectRoot,
      stdio: 'ignore',
      cancelSignal: signal,
      timeout: deadlineMs,
    });
    const timer = setInterval(() => {
      void peakOf(child.pid).then((peak) => (peakMiB = Math.max(peakMiB, peak)));
    }, pollMs);
    await child.finally(() => clearInterval(timer));
    const seconds = (performance.now() - begun) / 1000;
    const [result] = resultsSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    const { checks = [] } = result ?? {};
    const sum = (key: 'startMs' | 'heldMs') =>
      checks.reduce((total, check) => total + check[key] / 1000, 0);
    return { seconds, startSeconds: sum('startMs'), heldSeconds: sum('heldMs'), peakMiB };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The most that a process held so far (`VmHWM`, proc(5)); 0 when it is gone. */
async function peakOf(pid = -1): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'latin1').catch(() => '');
  return Math.round(Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024);
}
