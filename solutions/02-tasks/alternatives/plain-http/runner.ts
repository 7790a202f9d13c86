import { rm } from 'node:fs/promises';

import { isPassing } from '../../async/mail.ts';
import { config } from '../../shared/config.ts';
import type { OnProgress } from '../../shared/count-file.ts';
import type { Store } from '../../shared/store.ts';
import type { Email, FileResult, Job } from '../../shared/task.ts';

/** How the two kinds of work are done. */
export interface Ways {
  readonly send: (email: Email) => Promise<void>;
  readonly count: (
    path: string,
    onProgress: OnProgress,
    signal: AbortSignal,
  ) => Promise<FileResult>;
}

const mostAttempts = 3;

/** `CONCURRENCY` loops that take one task after another; one that finds none sleeps until there is. */
export function createRunner(store: Store, ways: Ways) {
  const waiting: string[] = [];
  const sleeping: (() => void)[] = [];
  const running = new Map<string, AbortController>();
  let closed = false;

  const take = (id: string): void => {
    waiting.push(id);
    sleeping.shift()?.();
  };

  const takeAt = (id: string, dueAt: number): void => {
    const pause = dueAt - Date.now();
    if (pause > 0) setTimeout(takeAt, pause, id, dueAt).unref();
    else take(id);
  };

  const loop = async () => {
    while (!closed) {
      const id = waiting.shift();
      if (id === undefined) await new Promise<void>((wake) => sleeping.push(wake));
      else await attempt(id);
    }
  };

  const attempt = async (id: string) => {
    const job = store.begin(id);
    if (job === undefined) return;
    const controller = new AbortController();
    running.set(id, controller);
    const dueAt = await attemptJob(store, ways, job, controller.signal);
    running.delete(id);
    if (dueAt !== undefined) takeAt(id, dueAt);
  };

  for (const { id, dueAt } of store.unfinished()) {
    store.requeue(id);
    takeAt(id, dueAt);
  }
  const loops = Array.from({ length: config.concurrency }, loop);

  return {
    take,
    cancel(id: string): boolean {
      const job = store.cancelQueued(id);
      if (job !== undefined) void discard(job);
      running.get(id)?.abort();
      return job !== undefined || running.has(id);
    },
    /** Begins nothing more; resolves when what runs is over. */
    async drain(): Promise<void> {
      closed = true;
      for (const wake of sleeping) wake();
      await Promise.all(loops);
    },
  };
}

/** One attempt at a task that has begun; when it is to be tried again, the time when. */
export async function attemptJob(
  store: Store,
  { send, count }: Ways,
  job: Job,
  signal: AbortSignal,
): Promise<number | undefined> {
  const { id, kind, input, attempts } = job;
  const advance = (progress: number) => store.advance(id, progress);
  try {
    store.finish(id, await (kind === 'email' ? send(input) : count(input.path, advance, signal)));
  } catch (error) {
    if (signal.aborted) {
      store.cancelRunning(id);
    } else if (kind === 'email' && attempts < mostAttempts && isPassing(error)) {
      const dueAt = Date.now() + config.retryBaseMs * 2 ** (attempts - 1);
      store.requeue(id, dueAt);
      return dueAt;
    } else {
      store.fail(id, String(error));
    }
  }
  await discard(job);
  return undefined;
}

/** Removes what only the work needed. */
export async function discard({ kind, input }: Job): Promise<void> {
  if (kind === 'file') await rm(input.path, { force: true }).catch(() => undefined);
}
