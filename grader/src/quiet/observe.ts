import type { Activity } from '../gate/activity.ts';
import { clockObserver } from './clock-observer.ts';
import { listenQueue } from './listen-queue.ts';
import type { Observer } from './observer.ts';
import { procObserver } from './proc-observer.ts';
import type { ProcessTree } from './process-tree.ts';

/** Watches a process tree, and what comes to the port of a server, as well as this machine allows. */
export function observe(
  tree: ProcessTree,
  activity: Activity,
  trustProc: boolean,
  port?: number,
): Observer {
  if (!trustProc) return clockObserver(activity);
  return procObserver(tree, activity, port === undefined ? undefined : listenQueue(port));
}
