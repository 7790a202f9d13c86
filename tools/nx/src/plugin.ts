import { basename, dirname } from 'node:path';
import type { CreateNodes, TargetConfiguration } from '@nx/devkit';
import { checkedTargets } from './checked-targets.ts';

interface Options {
  /** Where the random choices of the checks begin; part of the command, and so of what Nx hashes. */
  readonly seed: number;
}

/**
 * Gives each folder with a `submission.json` the targets `verdicts`, `grade` and `serve`, and each
 * with a `package.json` the targets `lint`, `typecheck` and, where it has tests, `test`.
 */
export const createNodes: CreateNodes<Options> = [
  '{package.json,{grader,tools/*,exercises/*,solutions/*}/package.json,{exercises,solutions}/*/submission.json}',
  (files, { seed } = { seed: 42 }, { workspaceRoot }) =>
    files.map((file) => {
      const root = dirname(file);
      const isManifest = basename(file) === 'submission.json';
      const targets = isManifest ? gradedTargets(root, seed) : checkedTargets(root, workspaceRoot);
      return [file, { projects: { [root]: { targets } } }] as const;
    }),
];

function gradedTargets(root: string, seed: number): Record<string, TargetConfiguration> {
  const exercise = basename(root);
  const from = root.startsWith('solutions/') ? ' --solutions' : '';
  const run = 'node grader/bin/overlap.js';
  return {
    verdicts: {
      command: `node tools/nx/src/verdicts.ts ${root} ${exercise} --seed ${seed}${from}`,
    },
    grade: {
      command: `node tools/nx/src/grade.ts ${root}`,
      options: { forwardAllArgs: false },
    },
    serve: { command: `${run} serve ${exercise}${from}` },
  };
}
