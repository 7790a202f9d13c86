import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { parts } from '../result/model.ts';
import { projectRoot } from '../server/environment.ts';
import { solutionsFolder } from './solutions.ts';

/** A part of an exercise solved in another style, which the grader must not mind. */
const alternativeSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/),
  part: z.enum(parts),
  /** The Python packages that it imports; an empty list asks for Python alone. */
  needs: z.array(z.string()).optional(),
});

export type Alternative = z.infer<typeof alternativeSchema>;

/** The alternatives of an exercise; throws when one is not declared as it must be. */
export async function alternativesOf(exercise: string): Promise<readonly Alternative[]> {
  const { alternatives } = (await import(join(folderFor(exercise), 'index.ts'))) as {
    alternatives?: unknown;
  };
  return z.array(alternativeSchema).parse(alternatives);
}

/** The folder of a submission that is an alternative; without a name, the one of all. */
export function folderFor(exercise: string, name = ''): string {
  return join(solutionsFolder, exercise, 'alternatives', name);
}

/** Whether packages that it needs are missing from the project's .venv, or the .venv itself. */
export function isMissing({ needs }: Alternative): boolean {
  if (needs === undefined) return false;
  const library = join(projectRoot, '.venv/lib');
  const versions = existsSync(library) ? readdirSync(library) : [];
  return !versions.some((version) =>
    needs.every((name) => existsSync(join(library, version, 'site-packages', name))),
  );
}
