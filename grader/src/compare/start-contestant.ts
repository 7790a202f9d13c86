import type { Dependency, Playground } from '../serve/playground.ts';
import { startPair, type Pair } from '../serve/start-pair.ts';
import type { Workspace } from '../submission/workspace.ts';
import { variablesOf, type Contestant } from './contestant.ts';

/** A time-out of the server's calls that does not fire on a slow machine. */
const timeoutMs = 60_000;

/** Starts a contestant, and its dependency, which answers at once. */
export function startContestant<G extends Dependency>(
  workspace: Workspace,
  playground: Playground<G>,
  { contestant, signal }: { contestant: Contestant; signal: AbortSignal },
): Promise<Pair<G>> {
  const { half } = contestant;
  const options = { half, timeoutMs, signal, variables: variablesOf(contestant) };
  return startPair(workspace, playground, options);
}
