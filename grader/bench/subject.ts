import { join } from 'node:path';
import { alternativesOf, folderFor, isMissing } from '../src/kit/alternative.ts';
import { applyMutant, mutantsOf } from '../src/kit/mutant.ts';
import type { Part } from '../src/result/model.ts';
import type { Stressed } from './stressed.ts';

/** A submission of which is known what the grader must say. */
export interface Subject {
  readonly name: string;
  readonly exercise: string;
  /** The folder of the submission; the solution has none. */
  readonly folder?: string;
  /** The part that is graded; all when it is left out. */
  readonly part?: Part;
  /** The titles of the checks that must fail; all others must pass. */
  readonly fails: readonly string[];
}

/** The subjects of an exercise, and the names of those that cannot run here. */
export interface Subjects {
  readonly subjects: readonly Subject[];
  readonly missing: readonly string[];
}

/** Lists the subjects of an exercise; writes those that are made into a folder. */
export async function subjectsOf(
  { exercise, mutants: chosen }: Stressed,
  into: string,
): Promise<Subjects> {
  const alternatives = await alternativesOf(exercise);
  const known = (await mutantsOf(exercise)).map((mutant) => ({ mutant, key: keyOf(mutant) }));
  const mutants = chosen.map((name) => {
    const found = known.find(({ key }) => key === name)?.mutant;
    if (found === undefined) throw new Error(`the mutant ${name} of ${exercise} is gone`);
    const folder = join(into, `${exercise}-${found.part}-${found.name}`);
    applyMutant(exercise, found, folder);
    return { name: `mutant ${name}`, exercise, folder, part: found.part, fails: found.fails };
  });
  const present = alternatives.filter((one) => !isMissing(one));
  return {
    subjects: [
      { name: 'solution', exercise, fails: [] },
      ...present.map((one) => {
        const { name, part } = one;
        const folder = folderFor(exercise, name);
        return { name: `alternative ${keyOf(one)}`, exercise, folder, part, fails: [] };
      }),
      ...mutants,
    ],
    missing: alternatives.filter(isMissing).map((one) => `alternative ${keyOf(one)}`),
  };
}

/** The same name can be that of a sync and of an async one. */
function keyOf({ part, name }: { part: Part; name: string }): string {
  return `${part}/${name}`;
}
