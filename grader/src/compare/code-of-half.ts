import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readSmallFile } from '../submission/manifest.ts';
import { countCode, type CodeCount } from './count-code.ts';

const mostFiles = 200;
const mostBytes = 512 * 1024;

/** The code of both halves. */
export interface Ease {
  readonly sync: CodeCount;
  readonly async: CodeCount;
}

/** Counts both halves; `undefined` for a submission without TypeScript, or one that cannot be parsed. */
export function easeOf(folder: string): Ease | undefined {
  try {
    const [sync, async] = [codeOf(join(folder, 'sync')), codeOf(join(folder, 'async'))];
    return sync.files === 0 || async.files === 0 ? undefined : { sync, async };
  } catch {
    return undefined;
  }
}

function codeOf(folder: string): CodeCount {
  const names = sourcesIn(folder);
  if (names.length > mostFiles) throw new Error(`expected at most ${mostFiles} files`);
  return countCode(names.map((name) => readSmallFile(folder, name, mostBytes)));
}

/** Every `.ts` file below a folder; links and installed packages are left out. */
function sourcesIn(folder: string, below = ''): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const name = join(below, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : sourcesIn(folder, name);
    return entry.isFile() && name.endsWith('.ts') && !name.endsWith('.d.ts') ? [name] : [];
  });
}
