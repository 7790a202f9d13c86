import { fork } from 'node:child_process';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

import { config } from '../../shared/config.ts';
import { openStore } from '../../shared/store.ts';
import { isFinished } from '../../shared/task.ts';
import { createFollowers, type Watch } from '../plain-http/events.ts';
import { createHandler } from '../plain-http/handler.ts';
import { discard } from '../plain-http/runner.ts';
import type { Message } from './messages.ts';

const watchMs = 100;

const store = openStore(config.dataDir);
const worker = fork(fileURLToPath(new URL('./worker.ts', import.meta.url)));
const tell = (message: Message) => worker.connected && worker.send(message);

/** The work is done elsewhere, so a task is looked at again and again. */
const watch: Watch = (id, listener) => {
  let shown = JSON.stringify(store.find(id));
  const timer = setInterval(() => {
    const now = store.find(id);
    if (JSON.stringify(now) !== shown) listener(now);
    shown = JSON.stringify(now);
  }, watchMs);
  return () => clearInterval(timer);
};

function cancel(id: string): boolean {
  const job = store.cancelQueued(id);
  if (job !== undefined) void discard(job);
  if (job !== undefined || isFinished(store.find(id))) return job !== undefined;
  tell({ cancel: id });
  return true;
}

const { follow, end } = createFollowers(watch);
// The worker finds what is new by itself.
const take = () => undefined;

const server = createServer(createHandler(store, { take, cancel, follow }));
server.listen(config.port, config.host);

worker.once('exit', () => {
  end();
  server.close();
});

process.once('SIGTERM', () => {
  server.close();
  tell('drain');
});
