import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '@overlap/grader/submission/usage-error.ts';
import { courseFile, readCourse } from '../course/read-course.ts';
import { destinationOf } from '../export/destination.ts';
import { writeRepository } from '../export/write-repository.ts';
import { kitFiles, type KitFile, type Scope } from '../files/kit-files.ts';

/** A place that grades with a copy of the kit. */
export interface Place {
  /** What its copy may hold. */
  readonly scope: Exclude<Scope, 'student'>;
  /** The programs that it runs, which lie beside the kit; a folder of templates. */
  readonly programs: string;
  /** The names of those programs, and whether each is run as it is. */
  readonly executable: Readonly<Record<string, boolean>>;
  /** What it takes, before anything is compressed. */
  readonly mostBytes?: number;
  /** What is to be done next, in one line. */
  readonly next: string;
}

const templates = join(import.meta.dirname, '../../templates');

/** Writes what a place needs to grade the exercises of `course.json`. */
export async function bundleTo(named: string, place: Place, signal: AbortSignal): Promise<void> {
  const folder = destinationOf(named);
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new UsageError(`expected "${named}" to be empty`);
  }
  const exercises = Object.keys(readCourse().exercises).sort();
  const kit = await kitFiles(place.scope, exercises);
  if (!kit.some(({ path }) => path === courseFile)) {
    throw new UsageError(`expected git to know ${courseFile}; run: git add ${courseFile}`);
  }
  const files = [
    ...programsOf(place),
    ...kit.map((file) => ({ ...file, path: `kit/${file.path}` })),
  ];
  const bytes = files.reduce((sum, { content }) => sum + content.length, 0);
  if (place.mostBytes !== undefined && bytes > place.mostBytes) {
    throw new UsageError(`expected at most ${place.mostBytes} bytes, got ${bytes}`);
  }
  await writeRepository(folder, files, { named, git: false, signal });
  console.log(`${named}: ${exercises.join(', ')} in ${files.length} files; next: ${place.next}`);
  const isHidden = ({ path }: KitFile) => path.startsWith('kit/solutions/');
  if (place.scope === 'bundle with hidden checks' && !files.some(isHidden)) {
    console.log('This kit has no hidden checks, so they are not in it.');
  }
}

function programsOf({ programs, executable }: Place): KitFile[] {
  return Object.entries(executable).map(([path, isRun]) => ({
    path,
    content: readFileSync(join(templates, programs, path)),
    executable: isRun,
  }));
}
