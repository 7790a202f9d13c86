import { readFileSync } from 'node:fs';
import { processes, processOf, type Process } from './proc.ts';

/** The variable that marks every process of one server, also one that left its group and its parent. */
export const markVariable = 'OVERLAP_MARK';

/** The processes that a server consists of, found by parent, group, session and mark. */
export interface ProcessTree {
  /** Looks through all processes and returns those of the tree that have not ended. */
  scan(): readonly Process[];
  /** Those found by the last scan that are still there. */
  members(): readonly Process[];
}

/** The tree below the process `root`, which leads its own group; `mark` is in its environment. */
export function processTree(root: number, mark: string): ProcessTree {
  const strangers = new Set<string>();
  let known = new Map<number, Process>();

  const belongs = (one: Process, found: ReadonlyMap<number, Process>): boolean => {
    if (one.pid === root || one.group === root || one.session === root) return true;
    if (found.has(one.parent) || known.get(one.pid)?.startedAt === one.startedAt) return true;
    const key = `${one.pid} ${one.startedAt}`;
    if (strangers.has(key)) return false;
    if (isMarked(one.pid, mark)) return true;
    strangers.add(key);
    return false;
  };

  return {
    scan() {
      const found = new Map<number, Process>();
      const all = processes();
      // A child can stand before its parent, so look until no more are found.
      for (let size = -1; size !== found.size;) {
        size = found.size;
        for (const one of all) if (!found.has(one.pid) && belongs(one, found)) found.set(one.pid, one);
      }
      known = found;
      return alive(found);
    },
    members() {
      return alive(
        new Map(
          [...known].flatMap(([pid, { startedAt }]) => {
            const now = processOf(pid);
            return now?.startedAt === startedAt ? [[pid, now] as const] : [];
          }),
        ),
      );
    },
  };
}

/** Every process that carries the mark, or a mark that starts with it. */
export function markedProcesses(mark: string): readonly Process[] {
  return processes().filter((one) => one.state !== 'Z' && isMarked(one.pid, mark));
}

function alive(found: ReadonlyMap<number, Process>): readonly Process[] {
  return [...found.values()].filter((one) => one.state !== 'Z' && one.state !== 'X');
}

function isMarked(pid: number, mark: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').includes(`${markVariable}=${mark}`);
  } catch {
    return false;
  }
}
