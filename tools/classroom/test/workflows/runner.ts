import { execa } from 'execa';
import { readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Step } from './steps.ts';

/** What GitHub's runner says to each step: https://docs.github.com/en/actions/reference/workflows-and-actions/variables */
export interface Job {
  /** A folder for the job's own; its `work` is the workspace. */
  readonly folder: string;
  /** The payload of the event. */
  readonly event: object;
  readonly variables: Readonly<Record<string, string>>;
}

/** Runs the `run:` steps of a job as GitHub's runner does on Linux; the test does the others. */
export async function createRunner({ folder, event, variables }: Job) {
  const workspace = join(folder, 'work');
  const eventPath = join(folder, 'event.json');
  await mkdir(workspace, { recursive: true });
  await writeFile(eventPath, JSON.stringify(event));
  // What this machine reaches npm's registry by.
  const outside = ['PATH', 'HOME', 'NODE_EXTRA_CA_CERTS', 'npm_config_registry'];
  const environment: Record<string, string | undefined> = {
    ...Object.fromEntries(outside.map((name) => [name, process.env[name]])),
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_PATH: eventPath,
    GITHUB_WORKSPACE: workspace,
    RUNNER_OS: 'Linux',
    RUNNER_TEMP: folder,
    ...variables,
  };
  let count = 0;
  return {
    workspace,
    /** What steps have written into `$GITHUB_ENV`, with what there was before. */
    environment: environment as Readonly<Record<string, string | undefined>>,
    run: async ({ run = '', shell, env, ...step }: Step, actionPath?: string) => {
      count += 1;
      const file = (name: string) => join(folder, `${name}-${count}`);
      const [script, variablesFile, summary] = [file('script'), file('env'), file('summary')];
      await writeFile(script, run);
      for (const empty of [variablesFile, summary]) await writeFile(empty, '');
      // What it makes of `shell: bash`, and of a step that names no shell.
      const options = shell === 'bash' ? ['--noprofile', '--norc', '-eo', 'pipefail'] : ['-e'];
      const { exitCode, all } = await execa('bash', [...options, script], {
        cwd: join(workspace, step['working-directory'] ?? '.'),
        extendEnv: false,
        env: {
          ...environment,
          ...env,
          GITHUB_ENV: variablesFile,
          GITHUB_STEP_SUMMARY: summary,
          ...(actionPath !== undefined && { GITHUB_ACTION_PATH: actionPath }),
        },
        all: true,
        reject: false,
        stdin: 'ignore',
      });
      for (const line of readFileSync(variablesFile, 'utf8').split('\n')) {
        const [name = '', ...value] = line.split('=');
        if (name !== '') environment[name] = value.join('=');
      }
      return { exitCode, output: all, summary: await readFile(summary, 'utf8') };
    },
  };
}
