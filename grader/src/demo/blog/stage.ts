import { writePost } from '../../compare/blog/posts.ts';
import { contestants } from '../../compare/blog/plan.ts';
import { variablesOf } from '../../compare/contestant.ts';
import type { HttpCall } from '../../gate/http-gate.ts';
import { blogPlayground } from '../../serve/playgrounds/blog.ts';
import { startPair } from '../../serve/start-pair.ts';
import type { Workspace } from '../../submission/workspace.ts';
import { people } from '../people.ts';
import type { Actor } from '../rounds.ts';
import { postOf } from './readers.ts';

export type BlogActor = Actor<HttpCall>;

/** The three servers of the act. */
export interface BlogCast extends AsyncDisposable {
  readonly one: BlogActor;
  readonly four: BlogActor;
  readonly async: BlogActor;
}

/** A time-out that does not fire while the gate holds. */
const timeoutMs = 600_000;

/** Starts the reference halves, each with a gate of its own and a post for every reader. */
export async function startBlogCast(workspace: Workspace, signal: AbortSignal): Promise<BlogCast> {
  await using stack = new AsyncDisposableStack();
  const actors: BlogActor[] = [];
  for (const contestant of contestants) {
    const { half, name } = contestant;
    const options = { half, timeoutMs, signal, variables: variablesOf(contestant) };
    const { gate, server } = stack.use(await startPair(workspace, blogPlayground, options));
    for (const person of people) await writePost(server.url, postOf(person), signal);
    actors.push({ name, gate, server });
  }
  const [one, four, async] = actors;
  if (one === undefined || four === undefined || async === undefined) {
    throw new Error('expected three servers');
  }
  const kept = stack.move();
  return { one, four, async, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}
