import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { until } from './until.ts';

/** Run time, wait time and time slices of each thread of a process, from Linux's schedstat. */
export function scheduling(pid: number): Record<string, string> {
  const folder = `/proc/${String(pid)}/task`;
  return Object.fromEntries(
    readdirSync(folder).map((task) => [
      task,
      readFileSync(`${folder}/${task}/schedstat`, 'utf8').trim(),
    ]),
  );
}

/** The state letters of a process's threads. */
export function states(pid: number): string[] {
  const folder = `/proc/${String(pid)}/task`;
  return readdirSync(folder).map((task) => {
    const stat = readFileSync(`${folder}/${task}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2)[0] ?? '';
  });
}

/** Waits for a whole window in which no thread of the process got the CPU. */
export async function waitUntilQuiet(pid: number, windowMs: number): Promise<void> {
  await until(
    async () => {
      const before = JSON.stringify(scheduling(pid));
      await delay(windowMs);
      return before === JSON.stringify(scheduling(pid));
    },
    `no thread of the server runs for ${String(windowMs)} ms`,
  );
}
