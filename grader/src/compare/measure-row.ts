import { Activity } from '../gate/activity.ts';
import { HttpGate } from '../gate/http-gate.ts';
import { answerAfter } from '../serve/pace.ts';
import { playgroundOf } from '../serve/playground.ts';
import { startHalf } from '../serve/start-half.ts';
import type { Workspace } from '../serve/workspace.ts';
import type { Row } from './figures.ts';
import type { Contestant, Load } from './plan.ts';
import { readPage, writePost } from './posts.ts';
import { CompareProblem } from './problem.ts';
import { runMeasure } from './run-measure.ts';
import { mostInFlight, spanOf } from './span.ts';

export interface RowOptions {
  readonly contestant: Contestant;
  readonly load: Load;
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
}

/** A time-out of the server's calls that does not fire on a slow machine. */
const patientMs = 60_000;
/** Pages that are read before the measurement, so that it does not measure how code is loaded. */
const warmUps = 8;

/** Measures one contestant under one load: a fresh server, a fresh dependency, one post. */
export async function measureRow(workspace: Workspace, options: RowOptions): Promise<Row> {
  const { contestant, load, deadlineMs, signal } = options;
  const { half, workers, name } = contestant;
  const { answer, variables } = playgroundOf(workspace.exercise);
  const activity = new Activity();
  await using gate = await HttpGate.start(activity, answer);
  await using server = await startHalf(workspace, {
    half,
    activity,
    signal,
    variables: {
      ...variables(gate.url, patientMs),
      ...(workers !== undefined && { WORKERS: String(workers) }),
    },
  });
  const path = await writePost(server.url, { title: 'Steady', authorId: 'ada' }, signal).catch(
    (error: Error) => {
      signal.throwIfAborted();
      throw new CompareProblem(`${name}: ${error.message}.`);
    },
  );
  await warmUp(server.url + path, options);
  const before = gate.calls.length;
  using pace = answerAfter(gate, load.delayMs);
  const summary = await runMeasure(workspace, { server, path, load, deadlineMs, signal });
  void pace;
  if (summary === undefined) {
    return { contestant, load, unmeasured: `not done in ${Math.round(deadlineMs / 1000)} s` };
  }
  const calls = gate.calls.slice(before);
  return {
    contestant,
    load,
    summary,
    requestsPerSecond: summary.succeeded / summary.seconds,
    calls: calls.length,
    ...(load.delayMs > 0 && { span: spanOf(calls), mostInFlight: mostInFlight(calls) }),
  };
}

async function warmUp(address: string, { contestant, signal }: RowOptions): Promise<void> {
  const pages = Array.from({ length: warmUps }, () => readPage(address, signal));
  const wrong = (await Promise.all(pages)).find((status) => status !== 200);
  if (wrong === undefined) return;
  const { half } = contestant;
  const route = `GET /posts/:slug in ${half}/app.ts`;
  if (wrong === 501) throw new CompareProblem(`Write ${route} first: it answers 501.`);
  const seen = wrong === 0 ? 'gives no answer' : `answers ${wrong}, expected 200`;
  throw new CompareProblem(`Mend ${route} first: it ${seen}.`);
}
