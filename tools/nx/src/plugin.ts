import { basename, dirname } from 'node:path';
import type { CreateNodes, TargetConfiguration } from '@nx/devkit';

interface Options {
  /** Where the random choices of the checks begin; part of the command, and so of what Nx hashes. */
  readonly seed: number;
}

/** Gives each folder with a `submission.json` the targets `verdicts`, `grade` and `serve`. */
export const createNodes: CreateNodes<Options> = [
  '{exercises,solutions}/*/submission.json',
  (manifests, { seed } = { seed: 42 }) =>
    manifests.map((manifest) => {
      const root = dirname(manifest);
      return [manifest, { projects: { [root]: { targets: targetsOf(root, seed) } } }] as const;
    }),
];

function targetsOf(root: string, seed: number): Record<string, TargetConfiguration> {
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
