import type { Workspace } from '../../submission/workspace.ts';
import type { Contestant } from '../contestant.ts';
import { CompareProblem, problemsOf } from '../problem.ts';
import { startContest, warmUp } from './contest.ts';
import { contestants } from './plan.ts';
import { runMeasure } from './run-measure.ts';

const load = { clients: 2, requests: 3 };
const deadlineMs = 20_000;

/** Tries both halves and the load generator once, so that all that is missing is told at the start. */
export async function preflight(workspace: Workspace, signal: AbortSignal): Promise<void> {
  const lines: string[] = [];
  for (const contestant of contestants.filter(({ workers = 1 }) => workers === 1)) {
    lines.push(...(await problemsOf(() => tryOut(workspace, contestant, signal), signal)));
  }
  // One program does for both halves, and /healthz is there from the start.
  const [first] = contestants;
  if (first !== undefined) {
    lines.push(...(await problemsOf(() => tryMeasure(workspace, first, signal), signal)));
  }
  if (lines.length > 0) throw new CompareProblem(...new Set(lines));
}

async function tryOut(workspace: Workspace, contestant: Contestant, signal: AbortSignal) {
  await using contest = await startContest(workspace, contestant, signal);
  await warmUp(contest, contestant, signal);
}

async function tryMeasure(workspace: Workspace, contestant: Contestant, signal: AbortSignal) {
  await using contest = await startContest(workspace, contestant, signal);
  const { server } = contest;
  const summary = await runMeasure(workspace, {
    server,
    path: '/healthz',
    load,
    deadlineMs,
    signal,
  });
  if (summary === undefined) {
    throw new CompareProblem(`measure.ts: three requests took more than ${deadlineMs / 1000} s.`);
  }
  if (summary.succeeded < load.requests) {
    const got = `${summary.succeeded} of ${load.requests} requests for /healthz succeed`;
    throw new CompareProblem(`measure.ts: ${got}, expected all.`);
  }
}
