import type { Result } from '../../result/model.ts';
import { timelineText } from '../timeline.ts';
import { detailOf } from './detail.ts';
import type { Emitter, Environment } from './emitter.ts';
import { entriesOf, markedName, totalOf, type Entry } from './entry.ts';
import { forStudents } from './for-students.ts';
import { timesOf } from './times.ts';

/** Classroom 50's `result.json` (https://github.com/foundation50/classroom50/wiki/Advanced-Autograding), named by the runner's variables. */
export const classroom50: Emitter = {
  problem: (environment) => {
    const missing = Object.entries(classroomOf(environment)).find(([, { value }]) => value === '');
    if (missing !== undefined) return `expected ${missing[1].variables.join(' or ')} to be set`;
    const { value } = classroomOf(environment).submission;
    return value.startsWith('submit/')
      ? undefined
      : `expected SUBMISSION_TAG to begin with "submit/", got "${value}"`;
  },
  emit: (results, environment) =>
    `${JSON.stringify(reportOf(forStudents(results), environment), undefined, 2)}\n`,
};

function reportOf(results: readonly Result[], environment: Environment) {
  const classroom = Object.entries(classroomOf(environment));
  const { earned, bonus, possible } = totalOf(results);
  const { start, stop } = timesOf(results);
  return {
    schema: 'classroom50/result/v1',
    ...Object.fromEntries(classroom.map(([key, { value }]) => [key, value])),
    assignment_type: environment['ASSIGNMENT_TYPE'] === 'group' ? 'group' : 'individual',
    datetime: submissionTimeOf(environment) ?? dateOf(start),
    graded_at: dateOf(stop),
    score: earned + bonus,
    'max-score': possible,
    tests: entriesOf(results).map(testOf),
  };
}

/** `submit/2026-06-01T14-32-05Z-a1b2c3d`: when the runner saw the submission, and its commit. */
const tag = /^submit\/(\d{4}-\d{2}-\d{2}T)(\d{2})-(\d{2})-(\d{2}Z)-\w+$/;

/** When something was submitted, as the tag of the runner says; the tag is read whole or not at all. */
export function submissionTimeOf(environment: Environment): string | undefined {
  const submission = environment['SUBMISSION_TAG'] ?? '';
  return tag.test(submission) ? submission.replace(tag, '$1$2:$3:$4') : undefined;
}

/** What comes from the runner's variables: the first of them that is set. */
function classroomOf(environment: Environment) {
  const first = (...variables: string[]) => ({
    variables,
    value: variables.map((name) => environment[name] ?? '').find((text) => text !== '') ?? '',
  });
  return {
    classroom: first('CLASSROOM'),
    assignment: first('ASSIGNMENT'),
    owner: first('OWNER', 'USERNAME'),
    submission: first('SUBMISSION_TAG'),
    commit: first('COMMIT_URL'),
    release: first('RELEASE_URL'),
    // Older runners set none.
    review: first('REVIEW_URL', 'COMMIT_URL'),
  };
}

/** Nothing may be added at the top, so what is not final is told by each test. */
function testOf(entry: Entry) {
  const { result, check, earned, most, isUndecided } = entry;
  const { verdict, part, tier, points, message, hint, replay, timelines } = check;
  return {
    'test-name': markedName(entry),
    passed: verdict === 'passed',
    score: earned,
    'max-score': most,
    verdict,
    part,
    tier,
    undecided: isUndecided ? points : 0,
    mode: result.mode,
    complete: result.complete,
    seed: result.seed,
    ...(message !== undefined && { message }),
    ...(hint !== undefined && { hint }),
    ...(timelines.length > 0 && { timelines: timelines.map((one) => timelineText(one)) }),
    details: detailOf(check),
    replay,
  };
}

function dateOf(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
