import { once } from 'node:events';
import { relative } from 'node:path';
import { gradedOf, runOf, type GradeOptions } from '../engine/grade-exercise.ts';
import { checksOf, createRunner, foundIn, reporterOf } from '../engine/run-checks.ts';
import { scoreCard } from '../report/score-card.ts';
import { UsageError } from '../submission/usage-error.ts';
import { openWorkspace } from '../submission/workspace.ts';
import type { Part } from '../result/model.ts';
import type { Progress } from '../progress/progress.ts';
import type { Style } from '../report/pen.ts';

interface Screen {
  readonly style: Style;
  readonly progress: Progress;
}

/** Grades an exercise, and what a saved file touches again after each save, until the signal. */
export async function watchExercise(
  exercise: string,
  options: GradeOptions,
  { style, progress }: Screen,
  signal: AbortSignal,
): Promise<void> {
  await using workspace = await openWorkspace(exercise, options);
  const { folder, source } = workspace;
  if (folder !== source) throw new UsageError('--watch is for work in the project itself');
  const run = runOf(workspace, options, progress);
  let begun = performance.now();
  const vitest = await createRunner(
    run,
    [
      reporterOf(run),
      {
        onTestRunStart: () => void (begun = performance.now()),
        onTestRunEnd: () => {
          const found = foundIn(vitest.state.getTestModules(), [], run);
          const circumstances = { workspace, options, durationMs: performance.now() - begun };
          const { result } = gradedOf(found, run, circumstances);
          process.stdout.write(`${scoreCard(result, style)}\nWatching ${exercise}; Ctrl-C ends.\n`);
        },
      },
    ],
    {
      include: run.parts.map((part) => checksOf(exercise, part)),
      watch: true,
      watchTriggerPatterns: [
        {
          pattern: /.*/,
          testsToRun: (file) =>
            partsTouchedBy(relative(folder, file), run.parts).map((part) =>
              checksOf(exercise, part),
            ),
        },
      ],
    },
  );
  try {
    vitest.vite.watcher.add(folder);
    await vitest.start();
    if (!signal.aborted) await once(signal, 'abort');
  } finally {
    await vitest.close();
  }
}

/** Which parts of a submission a file belongs to; what both halves share touches both. */
export function partsTouchedBy(file: string, asked: readonly Part[]): readonly Part[] {
  if (file.startsWith('..') || /(^|\/)(node_modules|\.)/.test(file)) return [];
  const [first = ''] = file.split(/[/.]/);
  const own = asked.filter((part) => part === first);
  if (own.length > 0) return own;
  if (/^(prediction\.json|.*\.md)$/.test(file))
    return asked.filter((part) => part === 'comparison');
  return asked.filter((part) => part !== 'comparison');
}
