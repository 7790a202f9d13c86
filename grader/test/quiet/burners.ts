import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Keeps the machine busy with this many spinning processes, at most for a minute. */
export function startBurners(count: number): AsyncDisposable {
  const burn = 'end=$(($(date +%s) + 60)); while [ $(date +%s) -lt $end ]; do i=0; while [ $i -lt 100000 ]; do i=$((i + 1)); done; done';
  const burners = Array.from({ length: count }, () => spawn('sh', ['-c', burn], { stdio: 'ignore' }));
  return {
    async [Symbol.asyncDispose]() {
      const ended = burners.map((burner) => once(burner, 'exit'));
      for (const burner of burners) burner.kill('SIGKILL');
      await Promise.all(ended);
    },
  };
}
