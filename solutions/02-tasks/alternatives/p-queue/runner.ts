import { Worker } from 'node:worker_threads';
import PQueue from 'p-queue';

import { sendMail } from '../../async/mail.ts';
import { config } from '../../shared/config.ts';
import type { OnProgress } from '../../shared/count-file.ts';
import type { Store } from '../../shared/store.ts';
import type { FileResult } from '../../shared/task.ts';
import { attemptJob, discard } from '../plain-http/runner.ts';
import type { Message } from './count-thread.ts';

/** Runs the tasks of the store in a queue of p-queue; one that is tried again goes before newer ones. */
export function createRunner(store: Store) {
  const queue = new PQueue({ concurrency: config.concurrency });
  const running = new Map<string, AbortController>();
  const ways = { send: sendMail, count: countInThread };

  const take = (id: string, priority = 0): void => {
    void queue.add(() => attempt(id), { priority });
  };

  const takeAt = (id: string, dueAt: number): void => {
    const pause = dueAt - Date.now();
    if (pause > 0) setTimeout(takeAt, pause, id, dueAt).unref();
    else take(id, 1);
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

  return {
    take,
    recover(): void {
      for (const { id, dueAt } of store.unfinished()) {
        store.requeue(id);
        takeAt(id, dueAt);
      }
    },
    cancel(id: string): boolean {
      const job = store.cancelQueued(id);
      if (job !== undefined) void discard(job);
      running.get(id)?.abort();
      return job !== undefined || running.has(id);
    },
    async drain(): Promise<void> {
      queue.pause();
      await queue.onPendingZero();
    },
  };
}

/** Counts a file in a thread that is started for it. */
function countInThread(path: string, onProgress: OnProgress, signal: AbortSignal) {
  const { promise, resolve, reject } = Promise.withResolvers<FileResult>();
  const thread = new Worker(new URL('./count-thread.ts', import.meta.url), { workerData: path });
  thread.on('message', (message: Message) => {
    if ('result' in message) resolve(message.result);
    else onProgress(message.progress);
  });
  thread.once('error', reject);
  thread.once('exit', (code) => reject(new Error(`the thread ended with ${code}`)));
  signal.addEventListener('abort', () => void thread.terminate());
  return promise;
}
