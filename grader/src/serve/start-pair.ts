import { Activity } from '../gate/activity.ts';
import type { Server } from '../server/server.ts';
import type { Workspace } from '../submission/workspace.ts';
import type { Dependency, Playground } from './playground.ts';
import { startHalf, type HalfOptions } from './start-half.ts';

/** A half that runs, and the gate of its dependency. */
export interface Pair<G extends Dependency = Dependency> extends AsyncDisposable {
  readonly gate: G;
  readonly server: Server;
}

export interface PairOptions extends Omit<HalfOptions, 'activity'> {
  /** Milliseconds after which the half gives a call up. */
  readonly timeoutMs: number;
}

/** Starts a dependency that answers at once and, beside it, a half with an empty store. */
export async function startPair<G extends Dependency>(
  workspace: Workspace,
  { start, variables: variablesFor }: Playground<G>,
  { timeoutMs, ...options }: PairOptions,
): Promise<Pair<G>> {
  await using stack = new AsyncDisposableStack();
  const activity = new Activity();
  const gate = stack.use(await start(activity));
  const variables = { ...variablesFor(gate.url, timeoutMs), ...options.variables };
  const server = stack.use(await startHalf(workspace, { ...options, activity, variables }));
  const kept = stack.move();
  return { gate, server, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}
