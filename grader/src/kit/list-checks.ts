import { join } from 'node:path';
import { createVitest } from 'vitest/node';
import type { CheckDefinition } from '../check/definition.ts';
import { parts } from '../result/model.ts';
import { projectRoot } from '../server/environment.ts';

/** A check as it is declared. */
export interface DeclaredCheck extends CheckDefinition {
  readonly title: string;
}

/** Every check of an exercise, in the order of its parts, without running any. */
export async function listChecks(exercise: string): Promise<readonly DeclaredCheck[]> {
  const vitest = await createVitest({
    root: join(projectRoot, 'grader'),
    config: false,
    watch: false,
    include: [`src/exercises/${exercise}/all.check.ts`],
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
