import { execaNode } from 'execa';
import { join } from 'node:path';
import type { Graded, GradeOptions } from '../../src/engine/grade-exercise.ts';
import type { Result } from '../../src/result/model.ts';
import { projectRoot } from '../../src/server/environment.ts';

/** What is to be graded, as the process that grades is told it. */
export interface Request {
  readonly exercise: string;
  readonly options: GradeOptions;
}

/** A grader that stays loaded from one grading to the next. */
export interface Grader extends AsyncDisposable {
  /** Grades as the command line does; throws when the grader broke. One at a time. */
  grade(exercise: string, options: GradeOptions): Promise<Result>;
}

/** Starts a grader of its own process: to load it takes a tenth of the CPU time of a grading. */
export function startGrader(variables: Readonly<Record<string, string>> = {}): Grader {
  const child = execaNode(join(import.meta.dirname, 'grading-process.ts'), {
    ipc: true,
    reject: false,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { NODE_COMPILE_CACHE: join(projectRoot, 'node_modules/.cache/overlap'), ...variables },
  });
  return {
    async grade(exercise, options) {
      const request: Request = { exercise, options };
      const [answer] = await Promise.all([child.getOneMessage(), child.sendMessage(request)]);
      const graded = answer as Graded;
      if (graded.broken !== undefined) throw new Error(`the grader broke: ${graded.broken}`);
      return graded.result;
    },
    async [Symbol.asyncDispose]() {
      child.kill();
      await child;
    },
  };
}
