import { execa } from 'execa';
import { projectRoot } from '../src/server/environment.ts';

/** How long a grader may take to end what it started before it is killed. */
const endMs = 10_000;

/** Grades the blog's solution again and again until it is disposed; what it finds counts nowhere. */
export function startSecondGrading(): AsyncDisposable {
  const stop = new AbortController();
  const grading = again();

  async function again(): Promise<void> {
    while (!stop.signal.aborted) {
      await execa(process.execPath, ['grader/bin/overlap.js', 'grade', 'blog', '--solutions'], {
        cwd: projectRoot,
        reject: false,
        stdio: 'ignore',
        cancelSignal: stop.signal,
        forceKillAfterDelay: endMs,
      });
    }
  }

  return {
    async [Symbol.asyncDispose]() {
      stop.abort();
      await grading;
    },
  };
}
