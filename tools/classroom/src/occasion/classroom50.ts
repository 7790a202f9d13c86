import { submissionTimeOf } from '@overlap/grader/report/emit/classroom50.ts';
import type { Environment, Occasion } from './occasion.ts';

/** What the runner of Classroom 50 tells an autograder. */
export function onClassroom50(environment: Environment): Occasion {
  const login = [environment['USERNAME'], environment['OWNER']].find((name) => name);
  const submittedAt = submissionTimeOf(environment);
  return {
    ...(login !== undefined && { login }),
    ...(submittedAt !== undefined && { submittedAt }),
  };
}
