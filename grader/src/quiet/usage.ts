import type { ProcessTree } from './process-tree.ts';
import { readProc } from './proc.ts';

/** Ticks of `stat` a second (`USER_HZ`, proc(5)): 100 on every Linux that Node runs on. */
const ticksPerSecond = 100;

/** The most bytes that each process of a tree ever held (`VmHWM`, proc(5)), added up; `undefined` where that cannot be read. */
export function peakMemory(tree: ProcessTree): number | undefined {
  return sum(tree, (pid) => {
    const status = readProc(`/proc/${pid}/status`) ?? '';
    const kibibytes = /^VmHWM:\s+(\d+) kB/m.exec(status)?.[1];
    return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
  });
}

/** How much CPU the processes of a tree took so far, in seconds; `undefined` where that cannot be read. */
export function cpuSeconds(tree: ProcessTree): number | undefined {
  return sum(tree, (pid) => {
    const stat = readProc(`/proc/${pid}/stat`);
    const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields && (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  });
}

function sum(tree: ProcessTree, read: (pid: number) => number | undefined): number | undefined {
  const values = tree.members().flatMap(({ pid }) => read(pid) ?? []);
  return values.length === 0 ? undefined : values.reduce((total, value) => total + value, 0);
}
