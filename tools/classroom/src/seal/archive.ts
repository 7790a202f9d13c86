import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { reasonOf } from '@overlap/grader/output/destination.ts';
import { UsageError } from '@overlap/grader/submission/usage-error.ts';
import { create, Parser, type ReadEntry } from 'tar';
import type { KitFile } from '../files/find-files.ts';

/** `solutions/`, an exercise and a path below it, of names that mean the same on every system. */
const sealedPath = /^solutions(\/(?!\.\.?(\/|$))[^/\\:\0]+){2,}$/;

/** A `.tar.gz` of these files of a folder: the same bytes for the same files, whoever makes it and when. */
export async function pack(folder: string, paths: readonly string[]): Promise<Buffer> {
  const options = { cwd: folder, gzip: true, portable: true, mtime: new Date(0), strict: true };
  return await create(options, [...paths]).concat();
}

/** The files in an archive; throws a `UsageError` when it is none, or holds what was never sealed. */
export async function filesIn(archive: string): Promise<KitFile[]> {
  const entries: Promise<KitFile>[] = [];
  const wrong: string[] = [];
  const onReadEntry = (entry: ReadEntry) => {
    const fault = faultOf(entry);
    if (fault === undefined) entries.push(fileOf(entry));
    else {
      wrong.push(fault);
      entry.resume();
    }
  };
  try {
    const parser = new Parser({ strict: true, onReadEntry });
    const ended = once(parser, 'end');
    parser.end(readFileSync(archive));
    await ended;
  } catch (error) {
    throw new UsageError(`cannot read "${archive}": ${reasonOf(error)}`);
  }
  const files = await Promise.all(entries);
  const fault = wrong[0] ?? faultAmong(files);
  if (fault !== undefined) throw new UsageError(`expected sealed solutions, got ${fault}`);
  return files;
}

function faultOf({ type, path }: ReadEntry): string | undefined {
  if (type !== 'File' && type !== 'OldFile') return `"${path}", which is no file (${type})`;
  return sealedPath.test(path) ? undefined : `"${path}", which is no path below solutions/`;
}

/** Two files in one place, or one where another needs a folder. */
function faultAmong(files: readonly KitFile[]): string | undefined {
  if (files.length === 0) return 'an archive without files';
  const paths = files.map(({ path }) => path).sort();
  const taken = paths.find((path, index) => {
    const next = paths[index + 1];
    return next === path || paths.some((other) => other.startsWith(`${path}/`));
  });
  return taken === undefined ? undefined : `"${taken}" more than once`;
}

async function fileOf(entry: ReadEntry): Promise<KitFile> {
  const executable = ((entry.mode ?? 0) & 0o111) !== 0;
  return { path: entry.path, content: await entry.concat(), executable };
}
