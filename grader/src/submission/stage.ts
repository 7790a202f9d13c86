import { cpSync, lstatSync } from 'node:fs';
import { basename } from 'node:path';
import { UsageError } from './usage-error.ts';

const mostBytes = 50 * 1024 * 1024;
const mostFiles = 5000;
const leftOut = new Set(['node_modules', '.git', '.overlap', '.venv']);

/**
 * Copies a submission into the project, where its programs find the packages they import.
 * Links are left out, so nothing outside of the folder comes along.
 */
export function stage(folder: string, into: string): string {
  let [bytes, files] = [0, 0];
  cpSync(folder, into, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => {
      const status = lstatSync(source);
      if (leftOut.has(basename(source)) && source !== folder) return false;
      if (!status.isFile()) return status.isDirectory();
      bytes += status.size;
      files += 1;
      if (bytes <= mostBytes && files <= mostFiles) return true;
      throw new UsageError(
        `expected a submission of at most 50 MiB and ${mostFiles} files, got more`,
      );
    },
  });
  return into;
}
