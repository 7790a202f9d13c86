import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Keeps the machine busy with this many spinning processes, at most for a minute. */
export function startBurners(count: number): AsyncDisposable {
  const burners = Array.from({ length: count }, () => {
    const burn = ['--signal=KILL', '60', 'sh', '-c', 'while :; do :; done'];
    const child = spawn('timeout', burn, { stdio: 'ignore', detached: true });
    return { child, ended: once(child, 'exit') };
  });
  return {
    async [Symbol.asyncDispose]() {
      for (const { child } of burners) if (child.pid !== undefined) end(-child.pid);
      await Promise.all(burners.map(({ ended }) => ended));
    },
  };
}

function end(group: number): void {
  try {
    process.kill(group, 'SIGKILL');
  } catch {
    // Its minute was over.
  }
}
