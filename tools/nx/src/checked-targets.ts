import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { TargetConfiguration } from '@nx/devkit';

/** What belongs to no other project: the files beside the root's own `package.json`. */
const besideProjects = `. "!{grader,tools,exercises,solutions}/**"`;

/** The targets of whatever has a `package.json`; one configuration holds for the whole workspace. */
export function checkedTargets(
  root: string,
  workspaceRoot: string,
): Record<string, TargetConfiguration> {
  const isWorkspace = root === '.';
  const linted = isWorkspace ? '*.ts' : root;
  const formatted = isWorkspace ? besideProjects : root;
  const hasTests = existsSync(join(workspaceRoot, root, 'test'));
  return {
    lint: { command: `eslint ${linted} && prettier --check ${formatted}` },
    typecheck: { command: `node tools/nx/src/typecheck.ts ${root}` },
    ...(hasTests && { test: { command: `vitest run ${testOptions} --dir ${root}` } }),
  };
}

// As in `npm test`: the tests start servers, and a busy machine is slow to.
const testOptions =
  '--maxWorkers=2 --testTimeout=60000 --hookTimeout=60000 --exclude "**/.overlap/**"';
