import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { serve, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { streamSSE } from 'hono/streaming';

import { closeConnections } from '../../async/mail.ts';
import { config } from '../../shared/config.ts';
import { HttpError } from '../../shared/http-error.ts';
import { openStore } from '../../shared/store.ts';
import { isFinished, type NewTask, type Task } from '../../shared/task.ts';
import { assertPlainText, readEmail, readPage, readStatus } from '../../shared/validation.ts';
import { send } from '../plain-http/answer.ts';
import { assertFits } from '../plain-http/body.ts';
import { createRunner } from './runner.ts';

const store = openStore(config.dataDir);
const runner = createRunner(store);
runner.recover();

const app = new Hono<{ Bindings: HttpBindings }>();
const drained = new AbortController();

app.get('/healthz', (c) => c.json({ ok: true }));

app.post('/emails', bodyLimit({ maxSize: 256 * 1024, onError: refuseBody }), async (c) => {
  const input = readEmail(await readJson(c));
  return accept(c, { kind: 'email', input });
});

app.post('/files', async (c) => {
  assertPlainText(c.req.header('Content-Type'));
  assertFits(Number(c.req.header('Content-Length') ?? 0));
  const path = await save(c.req.raw.body);
  return accept(c, { kind: 'file', input: { path } });
});

app.get('/tasks', (c) => {
  const query = new URL(c.req.url).searchParams;
  const status = readStatus(query);
  return c.json({ tasks: store.list(status, readPage(query)), total: store.count(status) });
});

app.get('/tasks/:id', (c) => c.json(store.find(c.req.param('id'))));

app.get('/tasks/:id/events', (c) => {
  const task = store.find(c.req.param('id'));
  return streamSSE(c, async (stream) => {
    const over = Promise.withResolvers<void>();
    const end = () => over.resolve();
    let written = Promise.resolve();
    const show = (now: Task) => {
      written = written.then(() => stream.writeSSE({ data: JSON.stringify(now) }));
      if (isFinished(now)) end();
    };
    const stopWatching = store.watch(task.id, show);
    stream.onAbort(end);
    drained.signal.addEventListener('abort', end);
    show(task);
    await over.promise;
    stopWatching();
    await written;
  });
});

app.delete('/tasks/:id', (c) => {
  const { id } = store.find(c.req.param('id'));
  if (!runner.cancel(id)) throw new HttpError(409, 'the task is finished');
  const task = store.find(id);
  return c.json(task, isFinished(task) ? 200 : 202);
});

for (const path of ['/healthz', '/tasks', '/tasks/:id/events']) allow(path, 'GET, HEAD');
for (const path of ['/emails', '/files']) allow(path, 'POST');
allow('/tasks/:id', 'GET, HEAD, DELETE');

app.notFound((c) => c.json({ error: 'not found' }, 404));

app.onError((error, c) => {
  const status = error instanceof HttpError ? error.status : 500;
  send(c.env.outgoing, [status, { error: error.message }]);
  return RESPONSE_ALREADY_SENT;
});

const server = serve({ fetch: app.fetch, port: config.port, hostname: config.host });

process.once('SIGTERM', () => {
  server.close();
  void runner.drain().then(() => {
    closeConnections();
    drained.abort();
  });
});

function accept(c: Context, newTask: NewTask) {
  const task = store.accept(newTask);
  // The answer is on its way when the queue is filled.
  setImmediate(runner.take, task.id);
  return c.json(task, 202, { Location: `/tasks/${task.id}` });
}

async function readJson(c: Context): Promise<unknown> {
  try {
    return JSON.parse(await c.req.text());
  } catch (error) {
    throw error instanceof SyntaxError ? new HttpError(400, 'the body is not valid JSON') : error;
  }
}

/** Writes a body to a file piece by piece; none is left when it is too large or breaks off. */
async function save(body: ReadableStream<Uint8Array> | null): Promise<string> {
  const path = join(config.dataDir, `upload-${randomUUID()}`);
  // `for await` would cancel the stream, and the connection with it, before the 413 is sent.
  const reader = body?.getReader();
  try {
    await using file = await open(path, 'wx');
    let bytes = 0;
    for (;;) {
      const { value } = (await reader?.read()) ?? {};
      if (value === undefined) return path;
      bytes += value.length;
      assertFits(bytes);
      await file.appendFile(value);
    }
  } catch (error) {
    await rm(path, { force: true });
    throw error instanceof HttpError ? error : new HttpError(400, 'the upload broke off');
  }
}

function allow(path: string, methods: string): void {
  app.all(path, (c) => c.json({ error: 'method not allowed' }, 405, { Allow: methods }));
}

function refuseBody(): never {
  throw new HttpError(413, 'the body is too big');
}
