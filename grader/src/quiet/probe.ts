import { execa } from 'execa';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { threadsOf, type ThreadTimes } from './proc.ts';

const deadlineMs = 5000;
const windowMs = 60;

/** Whether `/proc` tells a process that sleeps from one that spins, as quiet needs it to. */
export async function canTrustProc(): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  const stop = new AbortController();
  const options = { cancelSignal: stop.signal, reject: false, stdio: 'ignore' } as const;
  const sleeper = execa('sleep', ['60'], options);
  const spinner = execa('sh', ['-c', 'while :; do :; done'], options);
  try {
    const until = performance.now() + deadlineMs;
    while (performance.now() < until) {
      const before = [threadOf(sleeper.pid), threadOf(spinner.pid)];
      await delay(windowMs);
      const after = [threadOf(sleeper.pid), threadOf(spinner.pid)];
      if (slept(before[0], after[0]) && ran(before[1], after[1])) return true;
    }
    return false;
  } finally {
    stop.abort();
    await Promise.all([sleeper, spinner]);
  }
}

function threadOf(pid = -1): ThreadTimes | undefined {
  return threadsOf(pid).get(pid);
}

function slept(before?: ThreadTimes, after?: ThreadTimes): boolean {
  return after?.state === 'S' && before?.run === after.run && before.slices === after.slices;
}

function ran(before?: ThreadTimes, after?: ThreadTimes): boolean {
  return after?.state === 'R' && before !== undefined && after.run > before.run;
}
