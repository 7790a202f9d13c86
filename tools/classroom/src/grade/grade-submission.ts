import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { gradeExercises, type Amendments } from '@overlap/grader/commands/grade.ts';
import { replayOf } from '@overlap/grader/engine/grade-exercise.ts';
import { listChecks, type DeclaredCheck } from '@overlap/grader/engine/list-checks.ts';
import { requestOf } from '@overlap/grader/output/request.ts';
import type { Result } from '@overlap/grader/result/model.ts';
import { allExercises } from '@overlap/grader/submission/exercises.ts';
import { UsageError } from '@overlap/grader/submission/usage-error.ts';
import type { Submission } from '../course/deadline.ts';
import { hiddenFilesOf } from '../course/hidden-files.ts';
import { honour } from '../course/honour.ts';
import { lookOver } from '../course/look-over.ts';
import { planOf, tiersOf, type Plan } from '../course/plan.ts';
import { courseFile, readCourse } from '../course/read-course.ts';
import { timeSchema, type Course, type Rules } from '../course/schema.ts';
import { changedFiles, changedRemark } from '../files/changed-files.ts';
import { kitFiles } from '../files/kit-files.ts';

/** What is said of a submission, and of what is to be made of its result. */
export interface SubmissionOptions {
  /** As `course.json` names whoever submitted it. */
  readonly login?: string;
  /** In ISO 8601, with a zone; now when it is left out. */
  readonly submittedAt?: string;
  /** The exercises to grade, such as `01-blog`; all of the course when it is left out. */
  readonly exercises?: readonly string[];
  readonly emit: readonly string[];
  readonly plain: boolean;
}

/** Where these go, students read what is printed too. */
const printed: readonly string[] = ['autolab', 'classroom50', 'github'];
/** All others go to students. */
const forInstructors = 'json';

/** The grading of record: a student's exercises, this kit's grader and `course.json`. Sets the exit code. */
export async function gradeSubmission(
  checkout: string,
  { login, submittedAt, exercises, emit, plain }: SubmissionOptions,
  signal: AbortSignal,
): Promise<void> {
  const folder = folderNamed(checkout);
  const formats = emit.map((one) => requestOf(one).format);
  const submission: Submission = {
    submittedAt: timeOf(submittedAt),
    ...(login !== undefined && { login }),
  };
  const { exercises: rules } = readCourse();
  const course = await lookedOver(rules, exercises);
  const asked = [...course.keys()];
  const given = await kitFiles(
    'student',
    allExercises().filter((one) => rules[one] !== undefined),
  );
  const remark = changedRemark(changedFiles(folder, given));
  const amendments: Amendments = {
    checksOf: (exercise) => Promise.resolve(course.get(exercise)?.checks ?? []),
    tiersOf: (exercise) => tiersOf(course.get(exercise)?.rules ?? {}),
    amend: (found) => {
      const result = formats.every((format) => format === forInstructors) ? found : atHome(found);
      return withRemark(amended(result, course, submission), remark);
    },
    isReadByStudents: formats.some((format) => printed.includes(format)),
  };
  const graded = { submission: folder, copy: true, also: hiddenFilesOf, amendments } as const;
  const hasHidden = asked.some((exercise) => hiddenFilesOf(exercise).length > 0);
  const replay = hasHidden ? { replayOptions: ['--hidden'] } : {};
  await gradeExercises(asked, { ...graded, ...replay, require: 'all', emit, plain }, signal);
}

/** What the course says of an exercise, and the checks that it says it of. */
interface Graded {
  readonly rules: Rules;
  readonly checks: readonly DeclaredCheck[];
  readonly plan: Plan;
}

/** The exercises that are asked for, of a course that is looked over before anything is graded. */
async function lookedOver(
  exercises: Course['exercises'],
  asked: readonly string[] | undefined,
): Promise<Map<string, Graded>> {
  const stranger = asked?.find((exercise) => exercises[exercise] === undefined);
  if (stranger !== undefined) {
    const known = Object.keys(exercises).join(', ');
    throw new UsageError(`expected an exercise of ${courseFile} (${known}), got "${stranger}"`);
  }
  const graded = new Map<string, Graded>();
  for (const exercise of allExercises()) {
    const rules = exercises[exercise];
    if (rules === undefined || asked?.includes(exercise) === false) continue;
    const hidden = hiddenFilesOf(exercise);
    const checks = await listChecks(exercise, hidden);
    lookOver(exercise, rules, { known: checks, isWhole: hidden.length > 0 });
    graded.set(exercise, { rules, checks, plan: planOf(exercise, rules, checks) });
  }
  return graded;
}

function amended(
  result: Result,
  course: ReadonlyMap<string, Graded>,
  submission: Submission,
): Result {
  const plan = course.get(result.exercise)?.plan;
  return plan === undefined ? result : honour(result, plan, { ...submission, now: new Date() });
}

/** As students know it: in their own repository, where they run a check again without naming it. */
function atHome(result: Result): Result {
  const { exercise, seed } = result;
  const checks = result.checks.map((check) => ({
    ...check,
    replay: replayOf(exercise, { seed }, check.title, check.part),
  }));
  return { ...result, submission: `exercises/${exercise}`, checks };
}

function withRemark(result: Result, remark: string | undefined): Result {
  if (remark === undefined) return result;
  return { ...result, remarks: [...(result.remarks ?? []), remark] };
}

function folderNamed(checkout: string): string {
  const folder = resolve(process.env['INIT_CWD'] ?? process.cwd(), checkout);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return folder;
  throw new UsageError(`expected a folder to grade, got "${checkout}"`);
}

function timeOf(text: string | undefined): Date {
  if (text === undefined) return new Date();
  const parsed = timeSchema.safeParse(text);
  if (parsed.success) return new Date(parsed.data);
  throw new UsageError(
    `expected a time with a zone, such as 2026-12-01T23:59:00+01:00, got "${text}"`,
  );
}
