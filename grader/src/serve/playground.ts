import type { Activity } from '../gate/activity.ts';
import type { Call } from '../gate/gate.ts';
import type { PacedGate } from '../gate/pace.ts';
import { shortName } from '../submission/exercises.ts';
import { UsageError } from '../submission/usage-error.ts';

export type Half = 'sync' | 'async';

/** The gate of a dependency, and where a half finds it. */
export interface Dependency extends AsyncDisposable, PacedGate<Call> {
  /** As a half is given it. */
  readonly url: string;
  readonly activity: Activity;
  readonly calls: readonly Call[];
  /** The round that waits to be opened, from 1. */
  readonly round: number;
}

/** A request to a half; `json` or `text` makes it a POST. */
export interface Request {
  readonly path: string;
  readonly json?: Readonly<Record<string, string>>;
  readonly text?: string;
}

/** A request to try by hand. */
export interface Sample extends Request {
  readonly does: string;
}

/** A sample to send many times at once; `{}` in it becomes the number of the request. */
export interface SampleVolley extends Sample {
  readonly times: number;
}

/** A route that may still be a TODO, with a request that shows it. */
export interface Route extends Request {
  readonly route: string;
}

/** How much a half does at once: a variable that a person may set. */
export interface Limit {
  readonly variable: 'WORKERS' | 'CONCURRENCY';
  /** What the variable counts. */
  readonly unit: 'worker' | 'slot';
  readonly usual: number;
}

/** What a person needs to play with the servers of an exercise. */
export interface Playground<G extends Dependency = Dependency> {
  /** The dependency, as the exercise calls it. */
  readonly dependency: string;
  /** What comes to it: a call or a mail. */
  readonly noun: string;
  start(activity: Activity): Promise<G>;
  variables(url: string, timeoutMs: number): Readonly<Record<string, string>>;
  readonly limits: Readonly<Partial<Record<Half, Limit>>>;
  /** What a half does when the time-out is over, after "give up and". */
  readonly late: Readonly<Record<Half, string>>;
  /** What to look at in a browser, after "Open http://... ". */
  readonly page?: Readonly<Record<Half, string>>;
  /** What a call is shown as, where its own label tells too little. */
  label?(call: Call): string;
  /** How a call was answered, where that is worth a line of its own. */
  answered?(call: Call): string;
  readonly samples: readonly Sample[];
  readonly volley: SampleVolley;
  readonly routes: readonly Route[];
}

/** One at a time: a student's repository has only the exercises that were chosen for it. */
const playgrounds: Readonly<Record<string, () => Promise<Playground>>> = {
  '01-blog': async () => (await import('./playgrounds/blog.ts')).blogPlayground,
  '02-tasks': async () => (await import('./playgrounds/tasks.ts')).tasksPlayground,
  '03-chat': async () => (await import('./playgrounds/chat.ts')).chatPlayground,
};

/** The playground of an exercise; throws a `UsageError` when it has none. */
export async function playgroundOf(exercise: string): Promise<Playground> {
  const found = playgrounds[exercise];
  if (found !== undefined) return await found();
  const known = Object.keys(playgrounds).map(shortName).join(', ');
  throw new UsageError(`expected an exercise that can be served (${known}), got "${exercise}"`);
}
