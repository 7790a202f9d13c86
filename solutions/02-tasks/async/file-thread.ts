import { parentPort } from 'node:worker_threads';

import { countFileSync } from '../shared/count-file.ts';
import type { FileResult } from '../shared/task.ts';

export interface FileProgress {
  readonly path: string;
  readonly progress: number;
}

/** Counts a file in one piece: nothing else waits for this thread. */
export default (path: string): FileResult =>
  countFileSync(path, (progress) => {
    parentPort?.postMessage({ path, progress } satisfies FileProgress);
  });
