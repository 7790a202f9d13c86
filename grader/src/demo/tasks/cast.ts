import { syncWith } from '../../compare/contestant.ts';
import type { MailCall } from '../../gate/smtp-gate.ts';
import { tasksPlayground } from '../../serve/playgrounds/tasks.ts';
import type { Workspace } from '../../submission/workspace.ts';
import { startCast, type Cast } from '../cast.ts';

/** The two servers of the act. */
export type TasksCast = Cast<'sync' | 'async', MailCall>;

/** How many mails the async half sends at once. */
export const slots = 4;

/** Starts the reference halves, each with a mail server of its own. */
export function startTasksCast(workspace: Workspace, signal: AbortSignal): Promise<TasksCast> {
  const async = { name: `async, ${slots} slots`, half: 'async', concurrency: slots } as const;
  return startCast(workspace, tasksPlayground, { parts: { sync: syncWith(1), async }, signal });
}
