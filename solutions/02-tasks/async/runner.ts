import { rm } from 'node:fs';

import { config } from '../shared/config.ts';
import type { Store } from '../shared/store.ts';
import type { FileResult, Job } from '../shared/task.ts';
import { countInThread } from './files.ts';
import { createLimiter } from './limiter.ts';
import { isPassing, sendMail } from './mail.ts';

const mostAttempts = 3;

/** Runs the tasks of the store, `CONCURRENCY` at a time; the store knows at any time how far each is. */
export function createRunner(store: Store) {
  const limiter = createLimiter(config.concurrency);
  const running = new Map<string, AbortController>();

  /** Has a queued task begin when it is its turn; one that pauses does not stand in the queue. */
  const take = (id: string, dueAt = 0): void => {
    const pause = dueAt - Date.now();
    if (pause > 0) setTimeout(take, pause, id, dueAt).unref();
    else limiter.add(() => attempt(id));
  };

  const attempt = async (id: string): Promise<void> => {
    const job = store.begin(id);
    if (!job) return; // It was cancelled while it waited.
    const controller = new AbortController();
    running.set(id, controller);
    try {
      store.finish(id, await perform(job, controller.signal));
    } catch (error) {
      if (controller.signal.aborted) store.cancelRunning(id);
      else if (mayRetry(job, error)) retry(job);
      else store.fail(id, error instanceof Error ? error.message : String(error));
    } finally {
      running.delete(id);
      discard(job);
    }
  };

  const perform = (job: Job, signal: AbortSignal): Promise<FileResult | void> =>
    job.kind === 'email'
      ? sendMail(job.input)
      : countInThread(job.input.path, (progress) => store.advance(job.id, progress), signal);

  const retry = ({ id, attempts }: Job): void => {
    const dueAt = Date.now() + config.retryBaseMs * 2 ** (attempts - 1);
    store.requeue(id, dueAt);
    take(id, dueAt);
  };

  return {
    take,
    /** Takes up what an earlier process left: what ran then is queued again, in its old place. */
    recover(): void {
      for (const { id, dueAt } of store.unfinished()) {
        store.requeue(id);
        take(id, dueAt);
      }
    },
    /** Keeps a queued task from beginning and ends a running one if it can; false when it is neither. */
    cancel(id: string): boolean {
      const job = store.cancelQueued(id);
      if (job) discard(job);
      running.get(id)?.abort();
      return job !== undefined || running.has(id);
    },
    /** Begins nothing more; resolves when what runs is over. */
    drain: () => limiter.close(),
  };
}

const mayRetry = ({ kind, attempts }: Job, error: unknown): boolean =>
  kind === 'email' && attempts < mostAttempts && isPassing(error);

/** Removes what only the work needed; a file that cannot be removed harms nobody. */
function discard(job: Job): void {
  if (job.kind === 'file') rm(job.input.path, { force: true }, () => undefined);
}
