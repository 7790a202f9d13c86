import { Activity } from '../gate/activity.ts';
import { HttpGate } from '../gate/http-gate.ts';
import { answer } from '../exercises/01-blog/author-service.ts';
import { writePost } from '../compare/posts.ts';
import { contestants, type Contestant } from '../compare/plan.ts';
import { startHalf } from '../serve/start-half.ts';
import { playgroundOf } from '../serve/playground.ts';
import type { Workspace } from '../submission/workspace.ts';
import type { Server } from '../server/server.ts';
import { postOf, readers } from './readers.ts';

/** A reference server that runs, and the gate that holds its calls. */
export interface Actor {
  readonly name: string;
  readonly gate: HttpGate;
  readonly server: Server;
}

/** The three servers of the demo. */
export interface Cast extends AsyncDisposable {
  readonly one: Actor;
  readonly four: Actor;
  readonly async: Actor;
}

/** A time-out that does not fire while the gate holds. */
const patientMs = 600_000;

/** Starts the reference halves, each with a gate of its own and a post for every reader. */
export async function startCast(workspace: Workspace, signal: AbortSignal): Promise<Cast> {
  await using stack = new AsyncDisposableStack();
  const actors: Actor[] = [];
  for (const contestant of contestants) {
    const gate = stack.use(await HttpGate.start(new Activity(), answer));
    const server = stack.use(await start(workspace, contestant, gate, signal));
    for (const name of readers) await writePost(server.url, postOf(name), signal);
    actors.push({ name: contestant.name, gate, server });
  }
  const [one, four, async] = actors;
  if (one === undefined || four === undefined || async === undefined) {
    throw new Error('expected three servers');
  }
  const kept = stack.move();
  return { one, four, async, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

function start(
  workspace: Workspace,
  { half, workers }: Contestant,
  gate: HttpGate,
  signal: AbortSignal,
): Promise<Server> {
  const { variables } = playgroundOf(workspace.exercise);
  const environment = {
    ...variables(gate.url, patientMs),
    ...(workers !== undefined && { WORKERS: String(workers) }),
  };
  return startHalf(workspace, { half, activity: gate.activity, signal, variables: environment });
}
