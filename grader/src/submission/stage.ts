import { cpSync, lstatSync, realpathSync } from 'node:fs';
import { basename } from 'node:path';
import { UsageError } from './usage-error.ts';

const mostBytes = 50 * 1024 * 1024;
const mostEntries = 5000;
const leftOut = new Set(['node_modules', '.git', '.overlap', '.venv']);

/**
 * Copies a submission into the project, where its programs find the packages they import.
 * Links are left out, so nothing outside of the folder comes along.
 */
export function stage(folder: string, into: string): string {
  let [bytes, entries] = [0, 0];
  const source = realpathSync(folder);
  cpSync(source, into, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => {
      const status = lstatSync(path);
      if (leftOut.has(basename(path)) && path !== source) return false;
      if (!status.isFile() && !status.isDirectory()) return false;
      bytes += status.size;
      entries += 1;
      if (bytes <= mostBytes && entries <= mostEntries) return true;
      throw new UsageError(
        `expected a submission of at most 50 MiB and ${mostEntries} files, got more`,
      );
    },
  });
  return into;
}
