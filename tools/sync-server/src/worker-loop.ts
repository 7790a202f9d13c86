import { parentPort } from 'node:worker_threads';
import { handle } from './handle.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import type { Router } from './router.ts';

/** Serves one request after another in this worker thread, until the pool says stop. */
export function runWorkerLoop(router: Router): void {
  const port = parentPort;
  if (!port) throw new Error('expected to be in a worker thread');
  const send = (message: FromWorker): void => port.postMessage(message);
  port.on('message', (message: ToWorker) => {
    if (message.kind === 'stop') process.exit(0);
    void handle(router, message.request).then((reply) => send({ kind: 'reply', reply }));
  });
  send({ kind: 'ready' });
}
