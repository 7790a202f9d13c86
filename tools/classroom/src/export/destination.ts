import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { projectRoot } from '@overlap/grader/server/environment.ts';
import { UsageError } from '@overlap/grader/submission/usage-error.ts';

/** The real path of a folder that may not be there yet; throws a `UsageError` when none can be there. */
export function destinationOf(named: string): string {
  const path = resolve(process.env['INIT_CWD'] ?? process.cwd(), named);
  let there = path;
  while (!existsSync(there) && dirname(there) !== there) there = dirname(there);
  if (existsSync(there) && !statSync(there).isDirectory()) {
    throw new UsageError(`expected "${there === path ? named : there}" to be a folder, got a file`);
  }
  const folder = existsSync(there) ? join(realpathSync(there), relative(there, path)) : path;
  if (isWithin(realpathSync(projectRoot), folder)) {
    throw new UsageError(`expected a folder outside of the kit, got "${named}"`);
  }
  return folder;
}

export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return !isAbsolute(way) && way !== '..' && !way.startsWith(`..${sep}`);
}
