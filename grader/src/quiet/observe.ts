import type { Activity } from '../gate/activity.ts';
import { clockObserver } from './clock-observer.ts';
import type { Observer } from './observer.ts';
import { procObserver } from './proc-observer.ts';
import type { ProcessTree } from './process-tree.ts';

/** Watches a process tree as well as this machine allows. */
export function observe(tree: ProcessTree, activity: Activity, trustProc: boolean): Observer {
  return trustProc ? procObserver(tree, activity) : clockObserver(activity);
}
