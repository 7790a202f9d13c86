import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { exitCodeFile, readResults, resultFile } from './result.ts';

// Nx keeps only what ends with 0. A failing grade is worth keeping as well, one that the machine
// did not let the grader decide is not: so this ends with 0 when, and only when, each verdict is
// final, and leaves the grader's own exit code for the target `grade`.
const [root = '.', ...words] = process.argv.slice(2);
const folder = resolve(root, '.overlap');
mkdirSync(folder, { recursive: true });
for (const file of [resultFile(folder), exitCodeFile(folder)]) rmSync(file, { force: true });

const program = ['grader/bin/overlap.js', 'grade', ...words, '--json', resultFile(folder)];
const grader = spawn(process.execPath, program, { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => grader.kill(signal));
}
const [exitCode] = (await once(grader, 'exit')) as [number | null];

if ((exitCode === 0 || exitCode === 1) && isFinal()) {
  writeFileSync(exitCodeFile(folder), `${exitCode}\n`);
} else {
  process.exitCode = exitCode ?? 2;
}

function isFinal(): boolean {
  const undecided = ['inconclusive', 'errored'];
  if (!existsSync(resultFile(folder))) return false;
  return readResults(folder).every(
    ({ mode, checks }) =>
      mode === 'final' && checks.every(({ verdict }) => !undecided.includes(verdict)),
  );
}
