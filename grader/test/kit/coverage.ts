import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type ts from 'typescript';
import { hiddenChecksOf } from '../../src/kit/hidden-checks.ts';
import { copySolution, mutated, type Mutant } from '../../src/kit/mutant.ts';
import type { Part, Result } from '../../src/result/model.ts';
import { temporaryFolder } from './grade.ts';
import { changedNode, parse, probe, type Probed } from './probes.ts';
import { startGrader } from './start-grader.ts';

/** What the checks of a half run of the solution. */
export interface Coverage {
  /** How the solution itself was graded. */
  readonly result: Result;
  /** The titles of the checks that run what a mutant changes; `undefined` when any of them may. */
  titlesFor(mutant: Mutant): ReadonlySet<string> | undefined;
}

/** One line of the log: where the data of a check lies, or where something ran. */
type Line =
  | { readonly dataDir: string; readonly title: string }
  | { readonly dataDir: string; readonly place: string };

const runtime = pathToFileURL(join(import.meta.dirname, 'ran.ts')).href;

/**
 * Grades the solution with probes in it. A check cannot tell a mutant from the solution when it runs
 * nothing of what the mutant changes; mutation testing calls it coverage per test.
 */
export async function coverageOf(exercise: string, part: Part): Promise<Coverage> {
  await using folder = await temporaryFolder();
  const [submission, log] = [join(folder.path, 'solution'), join(folder.path, 'log')];
  copySolution(exercise, submission);
  const files = putProbes(submission, log);
  await using grader = startGrader({ PLACES_LOG: log });
  const result = await grader.grade(exercise, {
    submission,
    only: part,
    bonus: true,
    also: [...hiddenChecksOf(exercise, part), join(import.meta.dirname, 'which-check.ts')],
    seed: randomInt(1, 1_000_000),
  });
  const titles = titlesByPlace(readFileSync(log, 'utf8'));
  return {
    result,
    titlesFor: (mutant) => {
      const known = files.get(mutant.file);
      if (known === undefined) return undefined;
      const { source, placeOf } = known;
      const place = placeOf(changedNode(source, parse(mutant.file, mutated(source.text, mutant))));
      return place === undefined ? undefined : (titles.get(place) ?? new Set());
    },
  };
}

interface ProbedFile extends Probed {
  readonly source: ts.SourceFile;
}

/** Puts probes into every program of a submission, by the names of the files. */
function putProbes(submission: string, log: string): Map<string, ProbedFile> {
  const files = new Map<string, ProbedFile>();
  const call = (place: string) => `ran$(${JSON.stringify(log)}, ${JSON.stringify(place)})`;
  for (const file of readdirSync(submission, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue;
    const path = join(submission, file);
    const source = parse(file, readFileSync(path, 'utf8'));
    const probed = probe(source, call);
    writeFileSync(path, `import { ran as ran$ } from '${runtime}';${probed.text}`);
    files.set(file, { source, ...probed });
  }
  return files;
}

function titlesByPlace(log: string): Map<string, Set<string>> {
  const lines = log.split('\n').filter((line) => line !== '');
  const parsed = lines.map((line) => JSON.parse(line) as Line);
  const checks = parsed.filter((line) => 'title' in line);
  const titles = new Map<string, Set<string>>();
  for (const line of parsed) {
    if ('title' in line) continue;
    // A server has a folder in that of its check.
    const check = checks.find(({ dataDir }) => line.dataDir.startsWith(dataDir));
    if (check === undefined) throw new Error(`no check has ${line.dataDir}`);
    const known = titles.get(line.place) ?? new Set();
    titles.set(line.place, known.add(check.title));
  }
  return titles;
}
