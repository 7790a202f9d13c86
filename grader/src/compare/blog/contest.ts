import type { HttpGate } from '../../gate/http-gate.ts';
import { blogPlayground } from '../../serve/playgrounds/blog.ts';
import type { Pair } from '../../serve/start-pair.ts';
import type { Workspace } from '../../submission/workspace.ts';
import type { Contestant } from '../contestant.ts';
import { CompareProblem } from '../problem.ts';
import { startContestant } from '../start-contestant.ts';
import { readPage, writePost } from './posts.ts';

/** A fresh server of a contestant, its fresh author service, and the path of a post. */
export interface Contest extends Pair<HttpGate> {
  readonly path: string;
}

/** Pages that are read before the measurement, so that it does not measure how code is loaded. */
const warmUps = 8;

/** Starts a contestant whose author service answers at once, and writes a post. */
export async function startContest(
  workspace: Workspace,
  contestant: Contestant,
  signal: AbortSignal,
): Promise<Contest> {
  await using stack = new AsyncDisposableStack();
  const options = { contestant, signal };
  const { gate, server } = stack.use(await startContestant(workspace, blogPlayground, options));
  const path = await firstPost(server.url, contestant, signal);
  const kept = stack.move();
  return { gate, server, path, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

/** Reads the page a few times; throws a `CompareProblem` when it does not come. */
export async function warmUp(
  { server, path }: Contest,
  { half }: Contestant,
  signal: AbortSignal,
): Promise<void> {
  const pages = Array.from({ length: warmUps }, () => readPage(server.url + path, signal));
  const wrong = (await Promise.all(pages)).find((status) => status !== 200);
  if (wrong === undefined) return;
  const place = `${half}/app.ts`;
  if (wrong === 501) {
    throw new CompareProblem(`${place}: write GET /posts/:slug first; it still answers 501.`);
  }
  const seen = wrong === 0 ? 'gives no answer' : `answers ${wrong}, expected 200`;
  throw new CompareProblem(`${place}: mend GET /posts/:slug first; it ${seen}.`);
}

async function firstPost(url: string, { half }: Contestant, signal: AbortSignal): Promise<string> {
  try {
    return await writePost(url, { title: 'Steady', authorId: 'ada' }, signal);
  } catch (error) {
    signal.throwIfAborted();
    throw new CompareProblem(`${half}/app.ts: ${(error as Error).message}.`);
  }
}
