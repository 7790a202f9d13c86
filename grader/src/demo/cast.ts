import { variablesOf, type Contestant } from '../compare/contestant.ts';
import type { Call, Gate } from '../gate/gate.ts';
import type { Dependency, Playground } from '../serve/playground.ts';
import { startPair } from '../serve/start-pair.ts';
import type { Workspace } from '../submission/workspace.ts';
import type { Actor } from './rounds.ts';

/** The servers of an act, each by its part. */
export type Cast<Part extends string, C extends Call> = Readonly<Record<Part, Actor<C>>> &
  AsyncDisposable;

/** A time-out that does not fire while the gate holds. */
const timeoutMs = 600_000;

/** Starts the reference halves, each with a gate of its own. */
export async function startCast<Part extends string, C extends Call>(
  workspace: Workspace,
  playground: Playground<Gate<C> & Dependency>,
  { parts, signal }: { parts: Readonly<Record<Part, Contestant>>; signal: AbortSignal },
): Promise<Cast<Part, C>> {
  await using stack = new AsyncDisposableStack();
  const actors: [string, Actor<C>][] = [];
  for (const [part, contestant] of Object.entries<Contestant>(parts)) {
    const { half, name } = contestant;
    const options = { half, timeoutMs, signal, variables: variablesOf(contestant) };
    const { gate, server } = stack.use(await startPair(workspace, playground, options));
    actors.push([part, { name, gate, server }]);
  }
  const kept = stack.move();
  const cast = Object.fromEntries(actors) as Record<Part, Actor<C>>;
  return { ...cast, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}
