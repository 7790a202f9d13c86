import { answerAfter } from '../../gate/pace.ts';
import type { Workspace } from '../../submission/workspace.ts';
import type { Contestant } from '../contestant.ts';
import { mostInFlight, spanOf } from '../span.ts';
import { startContest, warmUp } from './contest.ts';
import type { Row } from './figures.ts';
import type { Load } from './plan.ts';
import { runMeasure } from './run-measure.ts';

export interface RowOptions {
  readonly contestant: Contestant;
  readonly load: Load;
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
}

/** Measures one contestant under one load. */
export async function measureRow(
  workspace: Workspace,
  { contestant, load, deadlineMs, signal }: RowOptions,
): Promise<Row> {
  await using contest = await startContest(workspace, contestant, signal);
  await warmUp(contest, contestant, signal);
  const { gate } = contest;
  const before = gate.calls.length;
  using _pace = answerAfter(gate, load.delayMs);
  const summary = await runMeasure(workspace, { ...contest, load, deadlineMs, signal });
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
