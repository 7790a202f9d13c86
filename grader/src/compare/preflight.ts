import type { Workspace } from '../serve/workspace.ts';
import { StartFailure } from '../server/start-failure.ts';
import { measureRow } from './measure-row.ts';
import { contestants, type Contestant } from './plan.ts';
import { CompareProblem } from './problem.ts';

const load = { delayMs: 0, clients: 2, requests: 3 };
const deadlineMs = 20_000;

/** Tries both halves and the load generator once, so that all that is missing is told at the start. */
export async function preflight(workspace: Workspace, signal: AbortSignal): Promise<void> {
  const tried = contestants.filter(({ workers }) => workers === undefined || workers === 1);
  const lines: string[] = [];
  for (const contestant of tried) {
    lines.push(...(await problemsOf(workspace, contestant, signal)));
  }
  if (lines.length > 0) throw new CompareProblem(...new Set(lines));
}

async function problemsOf(
  workspace: Workspace,
  contestant: Contestant,
  signal: AbortSignal,
): Promise<readonly string[]> {
  try {
    const row = await measureRow(workspace, { contestant, load, deadlineMs, signal });
    return 'unmeasured' in row ? [`measure.ts was ${row.unmeasured}, for three requests.`] : [];
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof CompareProblem) return error.lines;
    if (error instanceof StartFailure) return [`${error.message}.`, ...error.logLines.slice(-3)];
    throw error;
  }
}
