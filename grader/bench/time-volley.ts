import { performance } from 'node:perf_hooks';
import { readPage, writePost } from '../src/compare/blog/posts.ts';
import { answerAfter } from '../src/gate/pace.ts';
import { blogPlayground } from '../src/serve/playgrounds/blog.ts';
import { startPair } from '../src/serve/start-pair.ts';
import type { Server } from '../src/server/server.ts';
import type { Workspace } from '../src/submission/workspace.ts';
import { sendVolley } from '../src/traffic/volley.ts';
import { callMs, type Timed, type TimedVolley } from './stopwatch-rule.ts';

/** A time-out of the server's calls that does not fire on a slow machine. */
const patientMs = 120_000;
/** A volley that takes longer is cut off, and counts as one that nobody was served in. */
const deadlineMs = 60_000;
/** Pages that are read before: a stopwatch should not measure how code is loaded. */
const warmUps = 8;

/** Starts a fresh server, sends one volley to it and takes the time. */
export async function timeVolley(
  workspace: Workspace,
  volley: TimedVolley,
  signal: AbortSignal,
): Promise<Timed> {
  const { part: half, variables = {} } = volley;
  const options = { half, timeoutMs: patientMs, signal, variables };
  await using pair = await startPair(workspace, blogPlayground, options);
  const { gate, server } = pair;
  const paths = await writePosts(server, volley.readers, signal);
  const warm = Array.from({ length: warmUps }, () =>
    readPage(`${server.url}${paths[0] ?? ''}`, signal),
  );
  await Promise.all(warm);
  using _pace = answerAfter(gate, (call) => (volley.isSlow(call) ? callMs : 0));
  return { check: volley.check, ...(await timeOf(server, paths, signal)) };
}

async function writePosts(server: Server, count: number, signal: AbortSignal): Promise<string[]> {
  const paths: string[] = [];
  for (let index = 1; index <= count; index += 1) {
    const post = { title: `Post ${index}`, authorId: `ada-${index}` };
    paths.push(await writePost(server.url, post, signal));
  }
  return paths;
}

/** Watches nothing but the answers, as a grader with a stopwatch would. */
async function timeOf(server: Server, paths: readonly string[], signal: AbortSignal) {
  const begun = performance.now();
  using pages = sendVolley(
    server,
    paths.map((path) => ({ path })),
  );
  const late = begun + deadlineMs;
  while (!pages.done() && performance.now() < late) {
    signal.throwIfAborted();
    await server.watch.activity.next(100);
  }
  const served = pages.done() && pages.replies.every(({ status }) => status === 200);
  const endedAt = pages.done() ? (pages.replies.at(-1)?.endedAt ?? late) : late;
  return { ms: endedAt - begun, served };
}
