import type { FileResult } from '../shared/task.ts';

// TODO: the result of a file. It takes seconds of computing, and this thread has requests to answer
// meanwhile. How far it is must become known on the way.
export function countInThread(path: string): Promise<FileResult> {
  throw new Error(`the file ${path}: not written yet`);
}
