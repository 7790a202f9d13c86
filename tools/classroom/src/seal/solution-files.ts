import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { UsageError } from '@overlap/grader/submission/usage-error.ts';

/** npm would not install a kit whose lock file names packages that are not there. */
const stays = ['package.json', 'node_modules'];
/** What programs leave when they run; nobody misses it. */
const leftovers = /(^|\/)(node_modules|__pycache__|\.overlap|\.nx)\//;

/** The files of the solutions in a kit that are sealed, by their paths in it with `/`, sorted. */
export function solutionFiles(root: string): string[] {
  const folder = join(root, 'solutions');
  if (!existsSync(folder)) return [];
  const found = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => {
      const path = relative(root, join(entry.parentPath, entry.name)).split(sep).join('/');
      return { path, isFile: entry.isFile() };
    })
    .filter(({ path }) => !leftovers.test(path) && !isKept(path));
  const other = found.find(({ isFile }) => !isFile);
  if (other !== undefined) throw new UsageError(`expected a file, got a link: "${other.path}"`);
  return found.map(({ path }) => path).sort();
}

/** Empties the folders of the solutions but for what npm asks for. */
export function removeSolutions(root: string): void {
  const solutions = join(root, 'solutions');
  for (const exercise of readdirSync(solutions, { withFileTypes: true })) {
    const folder = join(solutions, exercise.name);
    const inside = exercise.isDirectory() ? readdirSync(folder) : [];
    const going = inside.filter((name) => !stays.includes(name));
    for (const name of going) rmSync(join(folder, name), { recursive: true });
    if (!exercise.isDirectory()) rmSync(folder);
    else if (going.length === inside.length) rmdirSync(folder);
  }
}

function isKept(path: string): boolean {
  const [, , name = '', more] = path.split('/');
  return more === undefined && stays.includes(name);
}
