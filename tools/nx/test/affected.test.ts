import { execa } from 'execa';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const workspace = join(import.meta.dirname, '../../..');

/** The tasks that Nx would run when a file has changed. */
async function tasksFor(file: string): Promise<string[]> {
  const outside = Object.entries(process.env).filter(([name]) => !name.startsWith('NX_'));
  const { stdout } = await execa(
    'nx',
    ['affected', '-t', 'lint,typecheck,test,grade', `--files=${file}`, '--graph=stdout'],
    {
      cwd: workspace,
      preferLocal: true,
      extendEnv: false,
      env: { ...Object.fromEntries(outside), NX_DAEMON: 'false' },
    },
  );
  const { tasks } = JSON.parse(stdout) as { tasks: { tasks: Record<string, unknown> } };
  return Object.keys(tasks.tasks).filter((task) => !task.endsWith(':verdicts'));
}

test('a starter is graded, and the kit that holds it against its mutants is tested', async () => {
  const tasks = await tasksFor('exercises/01-blog/async/app.ts');

  expect(tasks).toContain('01-blog:grade');
  expect(tasks).toContain('@overlap/grader:test');
  expect(tasks).not.toContain('01-blog-solution:grade');
  expect(tasks).not.toContain('02-tasks:lint');
});

test('with the grader everything is graded', async () => {
  const tasks = await tasksFor('grader/src/gate/gate.ts');

  expect(tasks.filter((task) => task.endsWith(':grade')).sort()).toEqual([
    '01-blog-solution:grade',
    '01-blog:grade',
    '02-tasks-solution:grade',
    '02-tasks:grade',
    '03-chat-solution:grade',
    '03-chat:grade',
  ]);
  expect(tasks).toContain('@overlap/classroom:test');
});

test("a workflow is formatted as the root's own, and runs in the tests of the classroom", async () => {
  const tasks = await tasksFor('.github/workflows/grade-submission.yml');

  expect(tasks.filter((task) => !task.startsWith('@overlap/classroom:')).sort()).toEqual([
    'overlap:lint',
    'overlap:typecheck',
  ]);
  expect(tasks).toContain('@overlap/classroom:test');
});

test('what all projects share concerns all of them', async () => {
  const tasks = await tasksFor('tsconfig.json');

  expect(tasks.filter((task) => task.endsWith(':typecheck'))).toHaveLength(11);
});
