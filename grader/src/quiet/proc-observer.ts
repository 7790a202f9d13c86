import { performance } from 'node:perf_hooks';
import type { Activity } from '../gate/activity.ts';
import type { ListenQueue } from './listen-queue.ts';
import { sampleMs, type Observer, type Silence } from './observer.ts';
import { threadsOf, type ThreadTimes } from './proc.ts';
import type { ProcessTree } from './process-tree.ts';

const confirmMs = 50;
const convictMs = 1500;
const busyShare = 0.2;
const awakeShare = 0.1;
/** A thread that gives its CPU back sooner than this each time waits for something; others are sent off. */
const tickNs = 500_000;
/** A sample that the grader took later than this after the one before says nothing of the server. */
const lateMs = 3 * sampleMs;
const no = () => false;

interface Sample {
  readonly at: number;
  readonly threads: ReadonlyMap<string, ThreadTimes>;
  readonly asleep: boolean;
  /** Somebody has stopped it, so that it could do nothing, whatever it had to do. */
  readonly stopped: boolean;
  /** The news that the program has ended is on its way, and nothing is known without it. */
  readonly endUnheard: boolean;
}

/** What passed between two samples that were taken on time, of a server that was not stopped. */
interface Gap {
  readonly ms: number;
  readonly busyMs: number;
  readonly awake: boolean;
}

/**
 * Tells from the scheduler's own figures whether a process tree can still do something.
 * Confirming needs `confirmMs` in which every thread slept and none ran; convicting needs `convictMs`
 * in which the tree used (or waited for) little CPU and slept in most samples, so that runtimes that
 * tick are tolerated and a starved server is never taken for an idle one; what is seen of a stopped one
 * counts for neither, nor what is seen before the kernel has delivered what it could.
 */
export function procObserver(tree: ProcessTree, activity: Activity, queue?: ListenQueue): Observer {
  let moves = -1;
  let stillSince = 0;
  let gaps: Gap[] = [];
  let burntMs = 0;
  let delivered = false;
  let last = sample();

  function sample(): Sample {
    const at = performance.now();
    const threads = new Map<string, ThreadTimes>();
    for (const { pid } of tree.recent()) {
      for (const [tid, times] of threadsOf(pid)) threads.set(`${pid}/${tid}`, times);
    }
    const states = [...threads.values()].map(({ state }) => state);
    const asleep = states.every(isAsleep);
    const stopped = states.some(isStopped);
    return { at, threads, asleep, stopped, endUnheard: threads.size === 0 && tree.isEndUnheard() };
  }

  function restart(): void {
    moves = activity.moves;
    stillSince = last.at;
    gaps = [];
    burntMs = 0;
    delivered = false;
  }

  function look(): Silence {
    // Each movement wakes whoever waits; a sample for every one would keep the grader busy.
    if (activity.moves !== moves && performance.now() - last.at < sampleMs) {
      return { confirmed: no, convicted: no, burntSeconds: 0 };
    }
    const now = sample();
    const { runMs, waitMs, computedMs, moved } = difference(last, now);
    burntMs += computedMs;
    if (!now.asleep || !last.asleep || moved) stillSince = now.at;
    if (now.at - last.at <= lateMs && !now.stopped && !last.stopped) {
      gaps.push({ ms: now.at - last.at, busyMs: runMs + waitMs, awake: !now.asleep });
    }
    last = now;
    if (activity.moves !== moves || !activity.flushed) restart();
    while (sum(gaps.slice(1), 'ms') >= convictMs) gaps.shift();

    const burntSeconds = burntMs / 1000;
    if (now.endUnheard) return { confirmed: no, convicted: no, burntSeconds };
    return {
      confirmed: () => isStill() && nothingNew(),
      convicted: () => (isIdle(gaps) || (isStill() && last.threads.size === 0)) && nothingNew(),
      burntSeconds,
    };
  }

  function isStill(): boolean {
    return last.at - stillSince >= confirmMs;
  }

  function nothingNew(): boolean {
    return !grew() && isDelivered();
  }

  /** Whether a process came that the last samples did not cover. */
  function grew(): boolean {
    const covered = new Set([...last.threads.keys()].map((key) => key.split('/')[0]));
    return tree.scan().some(({ pid }) => !covered.has(String(pid)));
  }

  /** Whether the kernel has brought what it could; the server then gets a window anew to take the last of it. */
  function isDelivered(): boolean {
    if (delivered || queue?.hasOverflown() !== true) return true;
    restart();
    delivered = !queue.isUnderWay();
    return false;
  }

  return { look };
}

function isAsleep(state: string): boolean {
  return 'SIZX'.includes(state);
}

/** By a signal (`T`) or a debugger (`t`). */
function isStopped(state: string): boolean {
  return 'Tt'.includes(state);
}

function difference(before: Sample, after: Sample) {
  let [run, wait, computed, moved] = [0, 0, 0, before.threads.size !== after.threads.size];
  for (const [key, now] of after.threads) {
    const then = before.threads.get(key);
    const ran = now.run - (then?.run ?? 0);
    run += ran;
    wait += now.wait - (then?.wait ?? 0);
    if (ran >= tickNs * (now.slices - (then?.slices ?? 0))) computed += ran;
    moved ||= then?.run !== now.run || then.slices !== now.slices;
  }
  return { runMs: run / 1e6, waitMs: wait / 1e6, computedMs: computed / 1e6, moved };
}

function isIdle(gaps: readonly Gap[]): boolean {
  const ms = sum(gaps, 'ms');
  const awake = gaps.filter((gap) => gap.awake).length;
  return (
    ms >= convictMs && sum(gaps, 'busyMs') < busyShare * ms && awake < awakeShare * gaps.length
  );
}

function sum(gaps: readonly Gap[], key: 'ms' | 'busyMs'): number {
  return gaps.reduce((total, gap) => total + gap[key], 0);
}
