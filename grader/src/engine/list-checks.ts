import { relative } from 'node:path';
import { createVitest } from 'vitest/node';
import type { CheckDefinition } from '../check/definition.ts';
import { parts } from '../result/model.ts';
import { checksOf, graderFolder } from './run-checks.ts';
import { withSlashes } from './with-slashes.ts';

/** A check as it is declared. */
export interface DeclaredCheck extends CheckDefinition {
  readonly title: string;
}

/** Every check of an exercise, and of more files, in the order of its parts, without running any. */
export async function listChecks(
  exercise: string,
  also: readonly string[] = [],
): Promise<readonly DeclaredCheck[]> {
  const vitest = await createVitest({
    root: graderFolder,
    config: false,
    watch: false,
    include: [
      checksOf(exercise, 'all'),
      ...also.map((file) => withSlashes(relative(graderFolder, file))),
    ],
    reporters: [{}],
  });
  try {
    const { testModules } = await vitest.collectTests(await vitest.globTestSpecifications());
    const checks = testModules.flatMap((module) =>
      [...module.children.allTests()].flatMap((test) => {
        const definition = test.meta().check?.definition;
        if (definition === undefined || definition.measuresOnly === true) return [];
        return { title: test.name, ...definition };
      }),
    );
    return checks.toSorted((a, b) => parts.indexOf(a.part) - parts.indexOf(b.part));
  } finally {
    await vitest.close();
  }
}
