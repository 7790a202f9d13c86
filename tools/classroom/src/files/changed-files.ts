import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { handedOut, sumOf, type HandedOut } from './handed-out.ts';
import type { KitFile } from './kit-files.ts';

/** No file of the kit is larger: what is, was changed, and is not read. */
const mostBytes = 4 * 1024 * 1024;

/** The folder that students are to change. */
const theirs = 'exercises/';

/**
 * The paths of the kit's own files that are not what was ever handed out. What is missing is not
 * among them: it may have come later than the student's repository. Of a folder that is something
 * else, such as a link, only that path is named; no link is followed.
 */
export function changedFiles(
  checkout: string,
  files: readonly KitFile[],
  before: HandedOut = handedOut(),
): string[] {
  const known = new Map(files.map(({ path, content }) => [path, [sumOf(content)]]));
  for (const [path, sums] of Object.entries(before)) {
    known.set(path, [...(known.get(path) ?? []), ...sums]);
  }
  const changed = new Set<string>();
  for (const [path, sums] of known) {
    if (path.startsWith(theirs)) continue;
    const culprit =
      brokenFolder(checkout, path) ?? (isChanged(checkout, path, sums) ? path : undefined);
    if (culprit !== undefined) changed.add(culprit);
  }
  return [...changed].sort();
}

/** The remark about them; ten are named, the rest is counted. */
export function changedRemark(paths: readonly string[]): string | undefined {
  if (paths.length === 0) return undefined;
  const named = paths.slice(0, 10).join(', ');
  const more = paths.length > 10 ? ` and ${paths.length - 10} more` : '';
  const what =
    paths.length === 1 ? '1 file of the kit was' : `${paths.length} files of the kit were`;
  return `${what} changed and not used: ${named}${more}.`;
}

/** The first folder on the way to a file that is no folder. */
function brokenFolder(checkout: string, path: string): string | undefined {
  const folders: string[] = [];
  for (let folder = posix.dirname(path); folder !== '.'; folder = posix.dirname(folder)) {
    folders.unshift(folder);
  }
  return folders.find((folder) => {
    const status = lstatSync(join(checkout, folder), { throwIfNoEntry: false });
    return status !== undefined && !status.isDirectory();
  });
}

function isChanged(checkout: string, path: string, sums: readonly string[]): boolean {
  const status = lstatSync(join(checkout, path), { throwIfNoEntry: false });
  if (status === undefined) return false;
  if (!status.isFile() || status.size > mostBytes) return true;
  const content = read(join(checkout, path));
  if (content === undefined) return true;
  return !sums.includes(sumOf(content)) && !sums.includes(sumOf(withUnixLineEnds(content)));
}

/** The file may have become a link or a pipe since it was looked at. */
function read(file: string): Buffer | undefined {
  let descriptor: number;
  try {
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch {
    return undefined;
  }
  try {
    const status = fstatSync(descriptor);
    return status.isFile() && status.size <= mostBytes ? readFileSync(descriptor) : undefined;
  } finally {
    closeSync(descriptor);
  }
}

/** What an editor or Git on Windows does to a file is no change. */
function withUnixLineEnds(content: Buffer): Buffer {
  return Buffer.from(content.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
}
