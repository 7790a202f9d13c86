import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { generatedFiles } from '../kit/generated.ts';
import { projectRoot } from '../server/environment.ts';

/** Writes the files that follow from the code: the schemas and the tables of checks. */
export async function generate(): Promise<void> {
  for (const [path, text] of await generatedFiles()) {
    const file = join(projectRoot, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    console.log(`wrote ${path}`);
  }
}
