import { parentPort, workerData } from 'node:worker_threads';

import { countFileSync } from '../../shared/count-file.ts';
import type { FileResult } from '../../shared/task.ts';

export type Message = { readonly progress: number } | { readonly result: FileResult };

const tell = (message: Message) => parentPort?.postMessage(message);

tell({ result: countFileSync(String(workerData), (progress) => tell({ progress })) });
