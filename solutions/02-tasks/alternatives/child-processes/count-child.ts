import { countFileSync } from '../../shared/count-file.ts';
import type { FileResult } from '../../shared/task.ts';

export type Message = { readonly progress: number } | { readonly result: FileResult };

const tell = (message: Message) => process.send?.(message);

/** Progress is told at most once a second: each message wakes the parent. */
const everyMs = 1000;
let toldAt = performance.now();

function tellNowAndThen(progress: number): void {
  if (performance.now() - toldAt < everyMs) return;
  toldAt = performance.now();
  tell({ progress });
}

// Nothing else waits for this process, which ends when it has told what was wanted of it.
tell({ result: countFileSync(process.argv[2] ?? '', tellNowAndThen) });
