import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { projectRoot } from '@overlap/grader/server/environment.ts';
import { kitFiles } from '../../src/files/kit-files.ts';
import { stepsOf } from './steps.ts';
import { problemsOfAction, problemsOfWorkflow } from './github-parser.ts';

const workflows = globSync('.github/workflows/*.yml', { cwd: projectRoot });
const actions = globSync('.github/actions/*/action.yml', { cwd: projectRoot });
const textOf = (path: string) => readFileSync(join(projectRoot, path), 'utf8');

async function studentsWorkflow(): Promise<string> {
  const files = await kitFiles('student', ['01-blog']);
  return files.find(({ path }) => path === '.github/workflows/grade.yml')!.content.toString();
}

test.each(workflows)('GitHub takes %s', async (path) => {
  expect(await problemsOfWorkflow(path, textOf(path))).toEqual([]);
});

test.each(actions)('GitHub takes %s', (path) => {
  expect(problemsOfAction(path, textOf(path))).toEqual([]);
});

test("GitHub takes the students' workflow", async () => {
  expect(await problemsOfWorkflow('grade.yml', await studentsWorkflow())).toEqual([]);
});

test('GitHub does not take a key that there is none of, nor a context', async () => {
  const wrong = textOf('.github/workflows/grade-submission.yml')
    .replace('timeout-minutes:', 'timeout:')
    .replace('github.run_id', 'gitub.run_id');

  expect(await problemsOfWorkflow('wrong.yml', wrong)).toEqual([
    expect.stringContaining("Unexpected value 'timeout'"),
    expect.stringContaining("Unrecognized named-value: 'gitub'"),
  ]);
});

test("the students' workflow calls the kit's, may only read, and stops what is superseded", async () => {
  const workflow = parse(await studentsWorkflow()) as { jobs: { grade: { uses: string } } };

  expect(workflow).toMatchObject({
    permissions: { contents: 'read' },
    concurrency: { 'cancel-in-progress': true },
  });
  expect(workflow.jobs.grade.uses).toMatch(
    /^[^/]+\/[^/]+\/\.github\/workflows\/grade-submission\.yml@v1$/,
  );
});

test.each([...workflows, ...actions])('%s puts no expression into a script', (path) => {
  const scripts = stepsOf(path).flatMap(({ run }) => run ?? []);

  expect(scripts.length).toBeGreaterThan(0);
  for (const script of scripts) expect(script).not.toContain('${{');
});

test.each(workflows)('%s may only read', (path) => {
  const { permissions } = parse(textOf(path)) as { permissions: unknown };

  expect(permissions).toEqual({ contents: 'read' });
});
