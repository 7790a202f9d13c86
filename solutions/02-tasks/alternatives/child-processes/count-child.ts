import { countFileSync } from '../../shared/count-file.ts';
import type { FileResult } from '../../shared/task.ts';

export type Message = { readonly progress: number } | { readonly result: FileResult };

const tell = (message: Message) => process.send?.(message);

// Nothing else waits for this process, which ends when it has told what was wanted of it.
tell({ result: countFileSync(process.argv[2] ?? '', (progress) => tell({ progress })) });
