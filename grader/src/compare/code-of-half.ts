import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readSmallFile } from '../submission/manifest.ts';
import { countApart } from './count-apart.ts';
import type { CodeCount } from './count-code.ts';

const mostFiles = 200;
const mostBytes = 512 * 1024;

/** The code of both halves. */
export interface Ease {
  readonly sync: CodeCount;
  readonly async: CodeCount;
}

/** Counts both halves; `undefined` for a submission without TypeScript, or one that cannot be parsed. */
export async function easeOf(folder: string): Promise<Ease | undefined> {
  try {
    const halves = [join(folder, 'sync'), join(folder, 'async')].map(readSources);
    const [sync, async] = await countApart(halves);
    if (sync === undefined || async === undefined) return undefined;
    return sync.files === 0 || async.files === 0 ? undefined : { sync, async };
  } catch {
    return undefined;
  }
}

function readSources(folder: string): string[] {
  const names = sourcesIn(folder);
  if (names.length > mostFiles) throw new Error(`expected at most ${mostFiles} files`);
  return names.map((name) => readSmallFile(folder, name, mostBytes));
}

/** Every `.ts` file below a folder; links and installed packages are left out. */
function sourcesIn(folder: string, below = ''): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const name = join(below, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : sourcesIn(folder, name);
    return entry.isFile() && name.endsWith('.ts') && !name.endsWith('.d.ts') ? [name] : [];
  });
}
