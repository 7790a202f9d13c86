import { closeSync, openSync, readdirSync, readSync } from 'node:fs';

/** A process by its id and its start, so that an id given again is not taken for the same process. */
export interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  /** `R`, `S`, `D`, `T`, `Z` ... as in proc(5). */
  readonly state: string;
  /** How many threads it has; a process whose first thread ended is a `Z` that has others. */
  readonly threads: number;
  /** Ticks since the machine started. */
  readonly startedAt: string;
}

/** What the scheduler says of one thread; times are nanoseconds since the thread started. */
export interface ThreadTimes {
  readonly state: string;
  readonly run: number;
  readonly wait: number;
  /** How often the thread was given a CPU. */
  readonly slices: number;
}

const buffer = Buffer.allocUnsafe(8192);

/** Reads a file of `/proc` whole, or `undefined` when the process is gone. */
export function readProc(path: string): string | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    return buffer.toString('latin1', 0, readSync(file, buffer, 0, buffer.length, 0));
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Every process that can be seen now, but those that need not be looked at. */
export function processes(isLeftOut: (pid: number) => boolean = () => false): Process[] {
  return entries('/proc').flatMap((pid) => (isLeftOut(pid) ? [] : (processOf(pid) ?? [])));
}

/** One process, or `undefined` when it is gone. */
export function processOf(pid: number): Process | undefined {
  const fields = statFields(`/proc/${pid}/stat`);
  if (fields === undefined) return undefined;
  return {
    pid,
    state: fields[0] ?? '?',
    parent: Number(fields[1]),
    group: Number(fields[2]),
    session: Number(fields[3]),
    threads: Number(fields[17]),
    startedAt: fields[19] ?? '',
  };
}

/** Whether a process has not ended: it is no zombie, or still has other threads than its first. */
export function isAlive({ state, threads }: Process): boolean {
  return (state !== 'Z' && state !== 'X') || threads > 1;
}

/** The threads of a process by their ids; empty when it is gone. */
export function threadsOf(pid: number): Map<number, ThreadTimes> {
  const threads = new Map<number, ThreadTimes>();
  for (const tid of entries(`/proc/${pid}/task`)) {
    const state = statFields(`/proc/${pid}/task/${tid}/stat`)?.[0];
    const times = readProc(`/proc/${pid}/task/${tid}/schedstat`)?.split(' ');
    if (state === undefined || times === undefined) continue;
    const [run = 0, wait = 0, slices = 0] = times.map(Number);
    threads.set(tid, { state, run, wait, slices });
  }
  return threads;
}

/** The fields of a `stat` file from the state on: the name before it may hold spaces and brackets. */
function statFields(path: string): string[] | undefined {
  const stat = readProc(path);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function entries(folder: string): number[] {
  try {
    return readdirSync(folder).flatMap((name) => (/^\d+$/.test(name) ? Number(name) : []));
  } catch {
    return [];
  }
}
