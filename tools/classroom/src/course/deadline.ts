import type { Deadline } from '@overlap/grader/result/model.ts';
import type { Plan } from './plan.ts';

/** Who handed in what is graded, and when. */
export interface Submission {
  readonly login?: string;
  readonly submittedAt: Date;
}

/** When the work of somebody was due, and how late it came; `undefined` when nothing was due. */
export function deadlineOf(
  { due, extensions }: Pick<Plan, 'due' | 'extensions'>,
  { login, submittedAt }: Submission,
): Deadline | undefined {
  if (due === undefined) return undefined;
  // As GitHub compares logins.
  const isTheirs = ([name]: [string, string]) => name.toLowerCase() === login?.toLowerCase();
  const extension = Object.entries(extensions).find(isTheirs);
  const dueAt = extension?.[1] ?? due;
  return {
    dueAt,
    ...(extension !== undefined && { extendedFor: extension[0] }),
    submittedAt: submittedAt.toISOString(),
    lateMs: Math.max(0, submittedAt.getTime() - Date.parse(dueAt)),
  };
}
