import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { projectRoot } from '@overlap/grader/server/environment.ts';
import { UsageError } from '@overlap/grader/submission/usage-error.ts';

/** The real path of a folder that may not be there yet; throws a `UsageError` when none can be there. */
export function destinationOf(named: string): string {
  const folder = realPath(resolve(process.env['INIT_CWD'] ?? process.cwd(), named), named);
  if (existsSync(folder) && !statSync(folder).isDirectory()) {
    throw new UsageError(`expected "${named}" to be a folder, got a file`);
  }
  if (isWithin(realpathSync(projectRoot), folder)) {
    throw new UsageError(`expected a folder outside of the kit, got "${named}"`);
  }
  return folder;
}

/** What exists of the path with its links followed, and the rest as it is. */
function realPath(path: string, named: string): string {
  if (existsSync(path)) return realpathSync(path);
  const parent = dirname(path);
  return join(realPath(parent, named), basename(path));
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return !isAbsolute(way) && way !== '..' && !way.startsWith(`..${sep}`);
}
