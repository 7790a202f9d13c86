import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { KitFile } from '../../src/files/kit-files.ts';

/** Writes the files of a repository. */
export async function writeFiles(folder: string, files: readonly KitFile[]): Promise<void> {
  for (const { path, content } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}
