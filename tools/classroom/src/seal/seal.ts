import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { writeWhole } from '@overlap/grader/output/write-whole.ts';
import { projectRoot } from '@overlap/grader/server/environment.ts';
import { UsageError } from '@overlap/grader/submission/usage-error.ts';
import { attempt } from '../export/attempt.ts';
import { isWithin } from '../export/destination.ts';
import { filesIn, pack } from './archive.ts';
import { removeSolutions, solutionFiles } from './solution-files.ts';

/** Moves the solutions of a kit, with all that belongs to them, into a new archive; says how many files. */
export async function seal(named: string, root = projectRoot): Promise<number> {
  const archive = newArchive(named, root);
  const paths = solutionFiles(root);
  if (paths.length === 0) throw new UsageError('expected solutions to seal, got none');
  const content = await pack(root, paths);
  attempt(named, () => writeWhole(archive, content));
  // Nothing goes that is not seen to be in the archive.
  const sealed = await filesIn(archive);
  const lost = paths.filter((path) => !sealed.some((file) => holds(file, path, root)));
  if (lost.length > 0) throw new Error(`"${lost[0] ?? ''}" is not in the archive as it is here`);
  attempt('solutions', () => removeSolutions(root));
  return paths.length;
}

function holds(file: { path: string; content: Buffer }, path: string, root: string): boolean {
  return file.path === path && file.content.equals(readFileSync(join(root, path)));
}

/** A file that does not exist yet, outside of the kit: what lies in it would be handed out. */
function newArchive(named: string, root: string): string {
  const archive = resolve(process.env['INIT_CWD'] ?? process.cwd(), named);
  if (existsSync(archive)) throw new UsageError(`expected a new file, but "${named}" exists`);
  const folder = dirname(archive);
  if (!existsSync(folder)) throw new UsageError(`expected the folder of "${named}" to exist`);
  if (isWithin(realpathSync(root), realpathSync(folder))) {
    throw new UsageError(`expected a file outside of the kit, got "${named}"`);
  }
  return archive;
}
