import { closeConnections, sendMail } from '../../async/mail.ts';
import { config } from '../../shared/config.ts';
import { countFile } from '../../shared/count-file.ts';
import { openStore } from '../../shared/store.ts';
import { attemptJob } from '../plain-http/runner.ts';
import type { Message } from './messages.ts';

const pollMs = 100;

const store = openStore(config.dataDir);
const ways = { send: sendMail, count: countFile };
const running = new Map<string, AbortController>();
let isDraining = false;

for (const { id } of store.unfinished()) store.requeue(id);
const poll = setInterval(look, pollMs);

process.on('message', (message: Message) => {
  if (message === 'drain') {
    isDraining = true;
    clearInterval(poll);
    endWhenDrained();
  } else {
    // It may have failed, and wait to be tried again, since the server has looked.
    store.cancelQueued(message.cancel);
    running.get(message.cancel)?.abort();
  }
});

// Without its server nobody would stop it, and the next one starts a worker of its own.
process.once('disconnect', () => process.exit());

/** Begins what is due, as far as there are slots; the queue is nowhere but in the database. */
function look(): void {
  if (running.size >= config.concurrency) return;
  for (const { id, dueAt } of store.unfinished()) {
    if (running.size >= config.concurrency) return;
    if (dueAt <= Date.now() && !running.has(id)) void attempt(id);
  }
}

async function attempt(id: string): Promise<void> {
  const job = store.begin(id);
  if (job === undefined) return;
  const controller = new AbortController();
  running.set(id, controller);
  await attemptJob(store, ways, job, controller.signal);
  running.delete(id);
  endWhenDrained();
}

function endWhenDrained(): void {
  if (!isDraining || running.size > 0) return;
  closeConnections();
  process.disconnect?.();
}
