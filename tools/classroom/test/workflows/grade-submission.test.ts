import { cp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '@overlap/grader/server/environment.ts';
import { git } from '../../src/files/git.ts';
import { commit, temporaryFolder } from '../occasion/repository.ts';
import { copyKit } from './copy-kit.ts';
import { createRunner, type Job } from './runner.ts';
import { stepsOf } from './steps.ts';

const action = '.github/actions/take-kit';
const steps = stepsOf('.github/workflows/grade-submission.yml');
const stepNamed = (wanted: string) => steps.find(({ name }) => name === wanted)!;

/** A student's repository with the starters of two exercises, as far as grading looks at it. */
async function studentsRepository(folder: string) {
  for (const exercise of ['01-blog', '02-tasks']) {
    await cp(join(projectRoot, 'exercises', exercise), join(folder, 'exercises', exercise), {
      recursive: true,
      filter: (path) => !path.endsWith('node_modules') && !path.endsWith('.overlap'),
    });
  }
  const first = await commit(folder, { 'README.md': 'Exercises' });
  const second = await commit(folder, { 'exercises/01-blog/notes.txt': 'a first attempt' });
  const others = {
    'README.md': 'Mine',
    'exercises/99-more/notes.txt': 'no exercise of the course',
  };
  return { first, second, third: await commit(folder, others) };
}

/** What a job does before it installs the kit; the steps of others are done by hand. */
async function beginJob(job: Job, students: string, commitOfPush: string) {
  const runner = await createRunner(job);
  await git(job.folder, ['clone', '--quiet', students, join(runner.workspace, 'submission')]);
  await git(join(runner.workspace, 'submission'), ['checkout', '--quiet', commitOfPush]);
  return runner;
}

test(
  'a push is graded with the kit of the workflow, as far as it touched an exercise',
  { timeout: 900_000 },
  async () => {
    await using folder = await temporaryFolder();
    const students = join(folder.path, 'students');
    const { first, second, third } = await studentsRepository(students);
    const downloaded = join(folder.path, '_actions/school/overlap/v1');
    await copyKit(downloaded);
    const variables = { GITHUB_EVENT_NAME: 'push', GITHUB_ACTOR: 'kim' };
    const pushed = (before: string) => ({ before, repository: { pushed_at: 1772445600 } });

    const job = { folder: join(folder.path, 'job'), event: pushed(first), variables };
    const runner = await beginJob(job, students, second);
    for (const step of stepsOf(`${action}/action.yml`)) {
      expect(await runner.run(step, join(downloaded, action))).toMatchObject({ exitCode: 0 });
    }
    expect(await runner.run(stepNamed('Install the kit'))).toMatchObject({ exitCode: 0 });
    const graded = await runner.run(stepNamed('Grade'));

    // A starter has points to get.
    expect(graded.exitCode, graded.output).toBe(1);
    expect(graded.summary).toContain('01-blog');
    expect(graded.summary).not.toContain('02-tasks');
    expect(graded.output).toMatch(/^::stop-commands::/m);
    const results = join(runner.workspace, 'results');
    // What students can take from the run: the grader's own model would tell what is kept from them.
    expect((await readdir(results)).toSorted()).toEqual(['ctrf.json', 'junit.xml']);
    expect(await readFile(join(results, 'junit.xml'), 'utf8')).toContain('01-blog');
    expect(await readFile(join(results, 'ctrf.json'), 'utf8')).toContain('01-blog');
    const last = join(runner.workspace, 'graded/commit');
    expect(await readFile(last, 'utf8')).toBe(`${second}\n`);

    // The next job finds in the cache what this one graded, and nothing that it must grade.
    await git(join(runner.workspace, 'submission'), ['checkout', '--quiet', third]);
    const untouched = await runner.run(stepNamed('Grade'));

    expect(untouched).toMatchObject({ exitCode: 0, summary: '' });
    expect(untouched.output).toContain('nothing to grade');
    expect(await readFile(last, 'utf8')).toBe(`${third}\n`);
  },
);
