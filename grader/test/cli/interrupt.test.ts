import { execa } from 'execa';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { processes } from '../../src/quiet/proc.ts';
import { markedProcesses } from '../../src/quiet/process-tree.ts';
import { projectRoot } from '../../src/server/environment.ts';
import { needSolutions } from '../need-solutions.ts';

beforeEach(needSolutions);

const overlapFolder = join(projectRoot, '.overlap');
const timeout = 60_000;

describe.skipIf(process.platform !== 'linux')(
  'an interrupted grading leaves nothing behind',
  () => {
    test.each([
      ['Ctrl-C while servers run', 'SIGINT', 1],
      ['Ctrl-C a little later', 'SIGINT', 4],
      ['SIGTERM', 'SIGTERM', 2],
      ['the terminal is closed', 'SIGHUP', 2],
      ['the grader is killed', 'SIGKILL', 3],
    ] as const)('%s', { timeout }, async (_, signal, servers) => {
      // A group of its own, as a terminal gives it: Ctrl-C reaches all of it.
      const grader = execa('node', ['grader/bin/overlap.js', 'grade', 'blog', '--solutions'], {
        cwd: projectRoot,
        detached: true,
        reject: false,
        stdio: 'ignore',
      });
      const run = await vi.waitFor(() => runOf(grader.pid), { timeout: 20_000, interval: 5 });
      const seen = new Set<number>();
      await vi.waitFor(
        () => {
          for (const { pid } of markedProcesses(run)) seen.add(pid);
          expect(seen.size).toBeGreaterThanOrEqual(servers);
        },
        { timeout: 30_000, interval: 5 },
      );

      process.kill(-(grader.pid ?? 0), signal);
      const { exitCode } = await grader;

      expect(exitCode).toBe({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129, SIGKILL: undefined }[signal]);
      await vi.waitFor(
        () => {
          expect(markedProcesses(run)).toEqual([]);
          expect(existsSync(join(overlapFolder, run))).toBe(false);
        },
        { timeout: 20_000, interval: 20 },
      );
    });
  },
);

/** The run whose mark is in the environment of a server that this grader started. */
function runOf(grader: number | undefined): string {
  for (const { pid, parent } of processes()) {
    if (parent !== grader) continue;
    const [, run] = /OVERLAP_MARK=(run-\w{6})/.exec(environmentOf(pid)) ?? [];
    if (run !== undefined) return run;
  }
  throw new Error('the grading has not started a server');
}

function environmentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1');
  } catch {
    return '';
  }
}
