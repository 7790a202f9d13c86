import { readFileSync } from 'node:fs';
import type { ProcessTree } from '../quiet/process-tree.ts';

/** The most memory that the processes of one server may hold together. */
export const memoryLimit = 1024 ** 3;
const pollMs = 250;

/** Kills a tree that holds more than `memoryLimit`; `broken` then says so. */
export function limitMemory(tree: ProcessTree, kill: () => void) {
  let reason: string | undefined;
  const timer = setInterval(() => {
    if (residentBytes(tree) <= memoryLimit) return;
    reason = `it held more than ${memoryLimit / 1024 ** 2} MiB of memory`;
    clearInterval(timer);
    kill();
  }, pollMs);
  timer.unref();
  return { broken: () => reason, [Symbol.dispose]: () => clearInterval(timer) };
}

/** The resident set of a tree in bytes; pages that processes share count once for each. */
export function residentBytes(tree: ProcessTree): number {
  return tree.recent().reduce((bytes, { pid }) => bytes + residentOf(pid), 0);
}

function residentOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    return 1024 * Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0);
  } catch {
    return 0;
  }
}
