import { Piscina } from 'piscina';

import type { OnProgress } from '../shared/count-file.ts';
import type { FileResult } from '../shared/task.ts';
import type { FileProgress } from './file-thread.ts';

// A thread starts with a file and ends when none is left: an idle one would cost memory.
const threads = new Piscina<string, FileResult>({
  filename: new URL('./file-thread.ts', import.meta.url).href,
  minThreads: 0,
});

/** Whom to tell how far a file is, by its path. */
const listeners = new Map<string, OnProgress>();
threads.on('message', ({ path, progress }: FileProgress) => listeners.get(path)?.(progress));

/** Counts a file in a thread of its own, or in the next that is free; `signal` ends that thread. */
export async function countInThread(
  path: string,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<FileResult> {
  listeners.set(path, onProgress);
  try {
    return await threads.run(path, { signal });
  } finally {
    listeners.delete(path);
  }
}
