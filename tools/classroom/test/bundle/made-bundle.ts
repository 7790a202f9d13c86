import { execa } from 'execa';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '@overlap/grader/server/environment.ts';
import { kitVersion } from '../../src/course/read-course.ts';

/** Runs the instructors' command line, with its output as one text. */
export async function classroom(...words: readonly string[]) {
  const { exitCode, all } = await execa('node', ['tools/classroom/bin/classroom.js', ...words], {
    cwd: projectRoot,
    all: true,
    reject: false,
    stdin: 'ignore',
  });
  return { exitCode, output: all };
}

/** Makes a bundle whose course has the blog alone, so that grading with it is cheap. */
export async function madeBundle(place: string, folder: string): Promise<void> {
  const { exitCode, output } = await classroom('bundle', place, folder);
  if (exitCode !== 0) throw new Error(output);
  const course = { kit: kitVersion(), exercises: { '01-blog': {} } };
  await writeFile(join(folder, 'kit/course.json'), JSON.stringify(course));
}

/** A student's checkout with the starter of the blog. */
export async function checkoutWithStarter(folder: string): Promise<void> {
  await mkdir(join(folder, 'exercises'), { recursive: true });
  await cp(join(projectRoot, 'exercises/01-blog'), join(folder, 'exercises/01-blog'), {
    recursive: true,
    filter: (path) => !/(node_modules|\.overlap)$/.test(path),
  });
}
