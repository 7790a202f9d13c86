import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '@overlap/grader/server/environment.ts';

/** A step of a workflow or of an action, as it is written. */
export interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
  readonly 'working-directory'?: string;
}

interface Steps {
  readonly steps: readonly Step[];
}

/** The steps of all jobs of a workflow, or those of an `action.yml`. */
export function stepsOf(path: string): Step[] {
  const { jobs, runs } = parse(readFileSync(join(projectRoot, path), 'utf8')) as {
    jobs?: Readonly<Record<string, Steps>>;
    runs?: Steps;
  };
  return [...Object.values(jobs ?? {}), ...(runs === undefined ? [] : [runs])].flatMap(
    ({ steps }) => steps,
  );
}
