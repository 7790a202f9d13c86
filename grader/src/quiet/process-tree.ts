import { readFileSync, readlinkSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { isAlive, processes, processOf, type Process } from './proc.ts';

/** The variable that marks every process of one server, also one that left its group and its parent. */
export const markVariable = 'OVERLAP_MARK';

/** The processes that a server consists of, found by parent, group, session, mark and output. */
export interface ProcessTree {
  /** Looks through all processes and returns those of the tree that have not ended. */
  scan(): readonly Process[];
  /** Those found by the last scan that are still there. */
  members(): readonly Process[];
  /** The members as of a scan in the last `recentMs`, which is made when there was none. */
  recent(): readonly Process[];
  /** Whether the root has ended and the grader, whose child it is, has not heard of it yet. */
  isEndUnheard(): boolean;
}

/** A process that does not belong to the tree; its id can be given again once it has ended. */
interface Stranger {
  readonly startedAt: string;
  seenAt: number;
}

/** How long an id is taken to be still that of the same stranger: no machine starts 32,768 others in it. */
const strangerMs = 1000;
/** To look through all processes costs more than all else that is read of a tree. */
const recentMs = 250;

/**
 * The tree below the process `root`, which leads its own group; `mark` is in its environment, and
 * nobody else prints to `outputs`.
 */
export function processTree(
  root: number,
  mark: string,
  outputs: readonly string[] = [],
): ProcessTree {
  const strangers = new Map<number, Stranger>();
  const bornAt = Number(processOf(root)?.startedAt ?? 0);
  let known = new Map<number, Process>();
  let scannedAt = -Infinity;

  const belongs = (one: Process, found: ReadonlyMap<number, Process>): boolean => {
    if (one.pid === root || one.group === root || one.session === root) return true;
    if (found.has(one.parent) || known.get(one.pid)?.startedAt === one.startedAt) return true;
    if (strangers.get(one.pid)?.startedAt === one.startedAt) return false;
    // What was there before the root comes from somewhere else; so do the kernel's threads, which alone are in no session.
    const isOther = Number(one.startedAt) < bornAt || one.session === 0;
    const environment = isOther ? 'none' : environmentOf(one.pid);
    if (environment.includes(`${markVariable}=${mark}`)) return true;
    if (!isOther && outputsOf(one.pid).some((output) => outputs.includes(output))) return true;
    // While a process takes up a new program, its environment reads as empty.
    if (environment !== '') strangers.set(one.pid, { startedAt: one.startedAt, seenAt: 0 });
    return false;
  };

  const tree: ProcessTree = {
    scan() {
      const found = new Map<number, Process>();
      const now = performance.now();
      scannedAt = now;
      const all = processes((pid) => now - (strangers.get(pid)?.seenAt ?? -Infinity) < strangerMs);
      // A child can stand before its parent, so look until no more are found.
      for (let size = -1; size !== found.size;) {
        size = found.size;
        for (const one of all)
          if (!found.has(one.pid) && belongs(one, found)) found.set(one.pid, one);
      }
      for (const { pid } of all) {
        if (found.has(pid)) strangers.delete(pid);
        const stranger = strangers.get(pid);
        if (stranger !== undefined) stranger.seenAt = now;
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
    recent: () => (performance.now() - scannedAt < recentMs ? tree.members() : tree.scan()),
    isEndUnheard() {
      const now = processOf(root);
      // It stays a zombie until this process has been told.
      return now?.parent === process.pid && !isAlive(now);
    },
  };
  return tree;
}

/** Every process that carries the mark, or a mark that starts with it. */
export function markedProcesses(mark: string): readonly Process[] {
  return processes().filter(
    (one) => isAlive(one) && environmentOf(one.pid).includes(`${markVariable}=${mark}`),
  );
}

function alive(found: ReadonlyMap<number, Process>): readonly Process[] {
  return [...found.values()].filter(isAlive);
}

/** The environment that a process started with; of a stranger's that may not be read, its reason. */
function environmentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1');
  } catch (error) {
    return String(error);
  }
}

/** The pipes and sockets that a process prints to, by which one is known that cleared its environment. */
export function outputsOf(pid: number): string[] {
  return ['1', '2'].flatMap((file) => {
    try {
      const output = readlinkSync(`/proc/${pid}/fd/${file}`);
      return /^(pipe|socket):/.test(output) ? output : [];
    } catch {
      return [];
    }
  });
}
