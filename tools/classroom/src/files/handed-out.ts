import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeWhole } from '@overlap/grader/output/write-whole.ts';
import { projectRoot } from '@overlap/grader/server/environment.ts';
import { UsageError } from '@overlap/grader/submission/usage-error.ts';
import type { KitFile } from './kit-files.ts';

/** What it is kept in, at the root of the kit. */
export const handedOutFile = 'handed-out.json';

/** The SHA-256 sums of every version of a file that students were given, by its path. */
export type HandedOut = Readonly<Record<string, readonly string[]>>;

const handedOutSchema = z.record(z.string(), z.array(z.string()));

/** The SHA-256 sum of a file, in hexadecimal. */
export function sumOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** What was handed out so far; throws a `UsageError` when the file that says so is broken. */
export function handedOut(folder = projectRoot): HandedOut {
  const file = join(folder, handedOutFile);
  if (!existsSync(file)) return {};
  try {
    return handedOutSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new UsageError(
      `${handedOutFile}: expected lists of SHA-256 sums, by path: take it from Git again`,
    );
  }
}

/** Remembers files that students are given, so that they are known when they come back. */
export function recordHandedOut(files: readonly KitFile[], folder = projectRoot): void {
  const before = handedOut(folder);
  const added = files.map(({ path, content }) => {
    const sums = before[path] ?? [];
    const sum = sumOf(content);
    return [path, sums.includes(sum) ? sums : [...sums, sum]] as const;
  });
  const all = Object.entries({ ...before, ...Object.fromEntries(added) });
  const sorted = Object.fromEntries(all.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const text = `${JSON.stringify(sorted, undefined, 2)}\n`;
  if (JSON.stringify(sorted) !== JSON.stringify(before))
    writeWhole(join(folder, handedOutFile), text);
}
