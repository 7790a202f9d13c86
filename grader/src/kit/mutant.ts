import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { parts } from '../result/model.ts';
import { solutionsFolder } from './solutions.ts';

/** A solution made wrong in one place, and what the grader must say of it. */
const mutantSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/),
  /** What somebody who writes this believes. */
  misconception: z.string(),
  part: z.enum(parts),
  file: z.string(),
  find: z.string(),
  replace: z.string(),
  /** The titles of the checks that must fail; no others may. */
  fails: z.array(z.string()).min(1),
});

export type Mutant = z.infer<typeof mutantSchema>;

/** The mutants of an exercise; throws when one is not declared as it must be. */
export async function mutantsOf(exercise: string): Promise<readonly Mutant[]> {
  const { mutants } = await declaredIn(exercise, 'index.ts');
  return z.array(mutantSchema).parse(mutants);
}

/** Those that the visible checks let pass: each fails hidden checks alone. */
export async function hiddenMutantsOf(exercise: string): Promise<readonly Mutant[]> {
  const { hiddenMutants } = await declaredIn(exercise, 'hidden.ts');
  return z.array(mutantSchema).parse(hiddenMutants);
}

async function declaredIn(exercise: string, file: string) {
  const path = join(solutionsFolder, exercise, 'mutants', file);
  return (await import(path)) as { mutants?: unknown; hiddenMutants?: unknown };
}

/** Copies the solution into a folder and changes it in its one place; throws unless there is just one. */
export function applyMutant(exercise: string, { name, file, find, replace }: Mutant, into: string) {
  const solution = join(solutionsFolder, exercise);
  const kept = (source: string) =>
    !/\/(mutants|alternatives|core-only|hidden|node_modules)$/.test(source);
  cpSync(solution, into, { recursive: true, filter: kept });
  const path = join(into, file);
  const pieces = readFileSync(path, 'utf8').split(find);
  if (pieces.length !== 2) {
    throw new Error(`mutant ${name}: expected 1 place in ${file}, got ${pieces.length - 1}`);
  }
  writeFileSync(path, pieces.join(replace));
}
