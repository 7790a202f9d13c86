import { setTimeout as delay } from 'node:timers/promises';
import { randomOf, type Random } from '../src/check/random.ts';
import { markedProcesses } from '../src/quiet/process-tree.ts';

const scanMs = 100;
/** For how long a group is stopped, and for how long it then runs, in milliseconds from to. */
const [frozenMs, thawedMs] = [[50, 300] as const, [100, 700] as const];
/** How the mark of every grading begins. */
const anyMark = 'run-';

/**
 * Stops the process group of each program that this grader has started now and then, and lets it go
 * on: SIGSTOP and SIGCONT at times that the seed determines. Disposed, it leaves nothing stopped.
 */
export function startFreezer(grader: number, seed: number): AsyncDisposable {
  const stop = new AbortController();
  const frozen = new Map<number, Promise<unknown>>();
  const thawAll = () => {
    for (const group of frozen.keys()) send(group, 'SIGCONT');
  };
  // A second Ctrl-C waits for nothing.
  process.once('exit', thawAll);
  const freezing = scan();

  async function scan(): Promise<void> {
    for (let found = 0; !stop.signal.aborted;) {
      for (const group of groupsOf(grader)) {
        if (frozen.has(group)) continue;
        const random = randomOf(seed, `freezer ${(found += 1)}`);
        const done = () => frozen.delete(group);
        frozen.set(group, freeze(group, random, stop.signal).then(done));
      }
      await pause(scanMs, stop.signal);
    }
  }

  return {
    async [Symbol.asyncDispose]() {
      stop.abort();
      await freezing;
      await Promise.all(frozen.values());
      process.off('exit', thawAll);
    },
  };
}

/** The groups that the grader's own children lead: the programs of the submission. */
function groupsOf(grader: number): number[] {
  const programs = markedProcesses(anyMark).filter(({ parent }) => parent === grader);
  return programs.filter(({ pid, group }) => pid === group).map(({ group }) => group);
}

async function freeze(group: number, random: Random, signal: AbortSignal): Promise<void> {
  for (;;) {
    await pause(random.integer(...thawedMs), signal);
    if (signal.aborted || !send(group, 'SIGSTOP')) return;
    await pause(random.integer(...frozenMs), signal);
    if (!send(group, 'SIGCONT')) return;
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}

/** False when the group is gone. */
function send(group: number, name: NodeJS.Signals): boolean {
  try {
    process.kill(-group, name);
    return true;
  } catch {
    return false;
  }
}
