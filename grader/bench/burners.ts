import { execa } from 'execa';

/** It spins until the pipe closes, also because whoever holds it was killed. */
const script = 'while :; do :; done & read -r word; kill -KILL 0';

/** Keeps the machine busy with this many spinning processes until it is disposed. */
export function startBurners(count: number): AsyncDisposable {
  const burners = Array.from({ length: count }, startBurner);
  return {
    async [Symbol.asyncDispose]() {
      // Nothing can keep a process from this, so there is no need for a deadline.
      for (const { pid } of burners) if (pid !== undefined) killGroup(pid);
      await Promise.all(burners);
    },
  };
}

/** Each in a session of its own: Linux shares the CPUs among sessions, not among processes. */
function startBurner() {
  return execa('sh', ['-c', script], {
    detached: true,
    cleanup: false,
    reject: false,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Somebody else has ended it.
  }
}
