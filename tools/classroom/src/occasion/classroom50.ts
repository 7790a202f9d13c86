import type { Environment, Occasion } from './occasion.ts';

/** `submit/2026-06-01T14-32-05Z-a1b2c3d`: when the runner saw the submission, and its commit. */
const tag = /^submit\/(\d{4}-\d{2}-\d{2}T)(\d{2})-(\d{2})-(\d{2}Z)-\w+$/;

/** What the runner of Classroom 50 tells an autograder. */
export function onClassroom50(environment: Environment): Occasion {
  const login = [environment['USERNAME'], environment['OWNER']].find((name) => name);
  const submission = environment['SUBMISSION_TAG'] ?? '';
  return {
    ...(login !== undefined && { login }),
    ...(tag.test(submission) && { submittedAt: submission.replace(tag, '$1$2:$3:$4') }),
  };
}
