import { execa } from 'execa';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { processOf } from '../src/quiet/proc.ts';
import { RegimeLeftOut } from './regime.ts';

/** A control group whose processes share a part of one CPU. */
export interface CpuGroup extends Disposable {
  /** The command that runs a program in the group. */
  command(words: readonly string[]): readonly string[];
}

/** Where control groups of version 1 and 2 lie, and how a fifth of a CPU is written. */
const kinds = [
  { parent: '/sys/fs/cgroup/cpu', file: 'cpu.cfs_quota_us', limit: '20000' },
  { parent: '/sys/fs/cgroup', file: 'cpu.max', limit: '20000 100000' },
];

const prefix = 'overlap-stress-';
const members = 'cgroup.procs';
const enter = `echo $$ > "$1/${members}" && shift && exec "$@"`;
const mostTries = 1000;

/** Makes a group that may use 0.2 CPU; throws `RegimeLeftOut` where that is not possible. */
export async function createCpuGroup(): Promise<CpuGroup> {
  const kind = kinds.find(({ parent }) => existsSync(join(parent, members)));
  if (kind === undefined) throw new RegimeLeftOut('this system has no control groups for CPUs');
  removeOrphans(kind.parent);
  const folder = join(kind.parent, `${prefix}${process.pid}`);
  const remove = () => removeGroup(folder, kind.parent);
  const command = (words: readonly string[]) => ['sh', '-c', enter, 'quota', folder, ...words];
  // A second Ctrl-C waits for nothing.
  process.once('exit', remove);
  try {
    mkdirSync(folder);
    // Only a file that the kernel has put there limits anything.
    writeFileSync(join(folder, kind.file), kind.limit, { flag: 'r+' });
    const [file = '', ...args] = command(['true']);
    await execa(file, args, { timeout: 10_000 });
  } catch (error) {
    remove();
    const [reason = ''] = (error as Error).message.split('\n');
    throw new RegimeLeftOut(`no control group can be limited here: ${reason}`);
  }
  return {
    command,
    [Symbol.dispose]() {
      remove();
      process.off('exit', remove);
    },
  };
}

/** Removes the groups of processes that were killed before they could. */
function removeOrphans(parent: string): void {
  for (const name of readdirSync(parent)) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : NaN;
    if (pid > 0 && processOf(pid) === undefined) removeGroup(join(parent, name), parent);
  }
}

/** Removes a group; what still ends in it ends outside of it. */
function removeGroup(folder: string, parent: string): void {
  for (let tries = 0; existsSync(folder) && tries < mostTries; tries += 1) {
    try {
      for (const pid of readFileSync(join(folder, members), 'utf8').split('\n')) {
        if (pid !== '') move(pid, parent);
      }
      rmdirSync(folder);
    } catch {
      // A process has forked in between, so look once more.
    }
  }
}

function move(pid: string, into: string): void {
  try {
    writeFileSync(join(into, members), pid);
  } catch {
    // It has ended.
  }
}
