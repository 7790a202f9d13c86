import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '@overlap/grader/server/environment.ts';

/** The files of an exercise's hidden checks, by absolute path; none where they are not handed out. */
export function hiddenFilesOf(exercise: string): string[] {
  const folder = join(projectRoot, 'solutions', exercise, 'hidden');
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.check.ts'));
  return names.sort().map((name) => join(folder, name));
}
