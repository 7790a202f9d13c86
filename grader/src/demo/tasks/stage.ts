import type { MailCall } from '../../gate/smtp-gate.ts';
import { tasksPlayground } from '../../serve/playgrounds/tasks.ts';
import { startPair } from '../../serve/start-pair.ts';
import type { Workspace } from '../../submission/workspace.ts';
import type { Actor } from '../rounds.ts';

/** The two servers of the act. */
export interface TasksCast extends AsyncDisposable {
  readonly sync: Actor<MailCall>;
  readonly async: Actor<MailCall>;
}

/** A time-out that does not fire while the gate holds. */
const timeoutMs = 600_000;
/** How many mails the async half sends at once. */
export const slots = 4;

/** Starts the reference halves, each with a mail server of its own. */
export async function startTasksCast(
  workspace: Workspace,
  signal: AbortSignal,
): Promise<TasksCast> {
  await using stack = new AsyncDisposableStack();
  const start = async (half: 'sync' | 'async', variables: Record<string, string>) =>
    stack.use(await startPair(workspace, tasksPlayground, { half, timeoutMs, signal, variables }));
  const sync = await start('sync', { WORKERS: '1' });
  const async = await start('async', { CONCURRENCY: String(slots) });
  const kept = stack.move();
  return {
    sync: { name: 'sync, 1 worker', ...sync },
    async: { name: `async, ${slots} slots`, ...async },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}
