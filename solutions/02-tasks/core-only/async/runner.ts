import { createTransport } from 'nodemailer';

import { config } from '../../shared/config.ts';
import { countFile } from '../../shared/count-file.ts';
import type { Store } from '../../shared/store.ts';
import type { FileResult, Job } from '../../shared/task.ts';

const transport = createTransport({ url: config.smtpUrl });

/** Runs the tasks that it is given, `CONCURRENCY` at a time. */
export function createRunner(store: Store) {
  const waiting: string[] = [];
  let running = 0;

  const next = (): void => {
    const id = running < config.concurrency ? waiting.shift() : undefined;
    if (id === undefined) return;
    running += 1;
    attempt(id).catch((error: unknown) => store.fail(id, String(error)));
  };

  const attempt = async (id: string): Promise<void> => {
    const job = store.begin(id);
    if (job) store.finish(id, await perform(job));
    running -= 1;
    next();
  };

  const perform = async (job: Job): Promise<FileResult | undefined> => {
    if (job.kind === 'file') {
      return countFile(job.input.path, (progress) => store.advance(job.id, progress));
    }
    await transport.sendMail({ from: config.mailFrom, ...job.input });
    return undefined;
  };

  return {
    take(id: string): void {
      waiting.push(id);
      next();
    },
  };
}
