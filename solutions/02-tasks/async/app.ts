import express, { type Response } from 'express';

import { config } from '../shared/config.ts';
import { HttpError } from '../shared/http-error.ts';
import { openStore } from '../shared/store.ts';
import { isFinished, type NewTask, type Task } from '../shared/task.ts';
import { readEmail, readPage, readStatus } from '../shared/validation.ts';
import { openEventStream } from './event-stream.ts';
import { allow, answerError, notFound, readJson, readQuery } from './express.ts';
import { closeConnections } from './mail.ts';
import { createRunner } from './runner.ts';
import { receiveUpload } from './upload.ts';

const store = openStore(config.dataDir);
const app = express().enable('strict routing').enable('case sensitive routing');

const runner = createRunner(store);
runner.recover();

app.get('/healthz', (_request, response) => {
  response.json({ ok: true });
});

app.post('/emails', express.text({ type: () => true, limit: '256kb' }), (request, response) => {
  const email = readEmail(readJson(request));
  accept(response, { kind: 'email', input: email });
});

app.post('/files', async (request, response) => {
  const path = await receiveUpload(request);
  accept(response, { kind: 'file', input: { path } });
});

app.get('/tasks', (request, response) => {
  const query = readQuery(request);
  const status = readStatus(query);
  response.json({ tasks: store.list(status, readPage(query)), total: store.count(status) });
});

app.get('/tasks/:id', (request, response) => {
  response.json(store.find(request.params.id));
});

const streams = new Set<ReturnType<typeof openEventStream>>();

app.get('/tasks/:id/events', (request, response) => {
  const task = store.find(request.params.id);
  const stream = openEventStream(response);
  const show = (now: Task) => {
    stream.send(now);
    if (isFinished(now)) stream.end();
  };
  const stopWatching = store.watch(task.id, show);
  streams.add(stream);
  response.once('close', () => {
    stopWatching();
    streams.delete(stream);
  });
  show(task);
});

app.delete('/tasks/:id', (request, response) => {
  const { id } = store.find(request.params.id);
  if (!runner.cancel(id)) throw new HttpError(409, 'the task is finished');
  const task = store.find(id);
  response.status(isFinished(task) ? 200 : 202).json(task);
});

app.all(['/healthz', '/tasks', '/tasks/:id/events'], allow('GET', 'HEAD'));
app.all(['/emails', '/files'], allow('POST'));
app.all('/tasks/:id', allow('GET', 'HEAD', 'DELETE'));
app.use(notFound, answerError);

const server = app.listen(config.port, config.host);

process.once('SIGTERM', () => {
  server.close();
  // A kept-alive connection becomes idle only after its last answer, and would stay for seconds.
  setInterval(() => {
    server.closeIdleConnections();
  }, 100).unref();
  void runner.drain().then(() => {
    closeConnections();
    // What still waits for a task waits for the next start.
    for (const stream of streams) stream.end();
  });
});

/** Answers with a new task as it is before anything is done about it, and has it done. */
function accept(response: Response, newTask: NewTask): void {
  const task = store.accept(newTask);
  response.status(202).location(`/tasks/${task.id}`).json(task);
  runner.take(task.id);
}
