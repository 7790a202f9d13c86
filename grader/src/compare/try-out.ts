import type { Dependency } from '../serve/playground.ts';
import type { Workspace } from '../submission/workspace.ts';
import { CompareProblem, problemsOf } from './problem.ts';
import { startContestant } from './start-contestant.ts';
import type { Trial } from './trial.ts';
import { warmUp } from './warm-up.ts';

/** Tries both halves under light loads, so that all that is missing is told at the start. */
export async function tryOut<L, G extends Dependency, R extends object>(
  trial: Trial<L, G, R>,
  workspace: Workspace,
  signal: AbortSignal,
): Promise<void> {
  const lines: string[] = [];
  const collect = async (work: () => Promise<void>) =>
    void lines.push(...(await problemsOf(work, signal)));
  for (const { contestant, loads } of trial.tries) {
    await collect(async () => {
      const options = { contestant, signal };
      await using pair = await startContestant(workspace, trial.playground, options);
      for (const load of loads) {
        await collect(() => warmUp(trial, pair, { contestant, load, signal }));
      }
    });
  }
  if (lines.length > 0) throw new CompareProblem(...new Set(lines));
}
