import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import type { OnProgress } from '../../shared/count-file.ts';
import type { FileResult } from '../../shared/task.ts';
import type { Message } from './count-child.ts';

const program = fileURLToPath(new URL('./count-child.ts', import.meta.url));

/** Counts a file in a process of its own; `signal` kills it. */
export function countInChild(
  path: string,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<FileResult> {
  const { promise, resolve, reject } = Promise.withResolvers<FileResult>();
  const child = fork(program, [path], { signal, killSignal: 'SIGKILL' });
  child.on('message', (message: Message) => {
    if ('result' in message) resolve(message.result);
    else onProgress(message.progress);
  });
  child.once('error', reject);
  child.once('exit', (code) => reject(new Error(`the process ended with ${code ?? 'a signal'}`)));
  return promise;
}
