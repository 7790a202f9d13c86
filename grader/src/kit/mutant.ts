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

/** Copies the solution into a folder and changes it in its one place. */
export function applyMutant(exercise: string, mutant: Mutant, into: string): void {
  copySolution(exercise, into);
  const path = join(into, mutant.file);
  writeFileSync(path, mutated(readFileSync(path, 'utf8'), mutant));
}

/** Copies what a student would submit of a solution into a folder. */
export function copySolution(exercise: string, into: string): void {
  const kept = (source: string) =>
    !/\/(mutants|alternatives|core-only|hidden|node_modules)$/.test(source);
  cpSync(join(solutionsFolder, exercise), into, { recursive: true, filter: kept });
}

/** The file of a mutant with its edit; throws unless its place is there just once. */
export function mutated(text: string, { name, file, find, replace }: Mutant): string {
  const pieces = text.split(find);
  if (pieces.length === 2) return pieces.join(replace);
  throw new Error(`mutant ${name}: expected 1 place in ${file}, got ${pieces.length - 1}`);
}
