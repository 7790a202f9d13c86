import type { Workspace } from '../../submission/workspace.ts';
import { CompareProblem, problemsOf } from '../problem.ts';
import { startContest, warmUp } from './contest.ts';
import { contestantsFor } from './plan.ts';

const kinds = ['mails', 'file'] as const;

/** Tries a few mails and a small file with each half, so that all that is missing is told at the start. */
export async function preflight(workspace: Workspace, signal: AbortSignal): Promise<void> {
  const lines: string[] = [];
  const collect = async (work: () => Promise<void>) =>
    void lines.push(...(await problemsOf(work, signal)));
  // A file is measured with one contestant of each half.
  for (const contestant of contestantsFor({ kind: 'file', mebibytes: 0 })) {
    await collect(async () => {
      await using contest = await startContest(workspace, contestant, signal);
      for (const kind of kinds) await collect(() => warmUp(contest, contestant, { kind, signal }));
    });
  }
  if (lines.length > 0) throw new CompareProblem(...new Set(lines));
}
