import express, { type Response } from 'express';

import { allow, answerError, notFound, readJson, readQuery } from '../../async/express.ts';
import { config } from '../../shared/config.ts';
import { openStore } from '../../shared/store.ts';
import type { NewTask } from '../../shared/task.ts';
import { readEmail, readPage, readStatus } from '../../shared/validation.ts';
import { createRunner } from './runner.ts';
import { receiveUpload } from './upload.ts';

const store = openStore(config.dataDir);
const runner = createRunner(store);
const app = express().enable('strict routing').enable('case sensitive routing');

app.get('/healthz', (_request, response) => {
  response.json({ ok: true });
});

app.post('/emails', express.text({ type: () => true, limit: '256kb' }), (request, response) => {
  accept(response, { kind: 'email', input: readEmail(readJson(request)) });
});

app.post('/files', async (request, response) => {
  accept(response, { kind: 'file', input: { path: await receiveUpload(request) } });
});

app.get('/tasks', (request, response) => {
  const query = readQuery(request);
  const status = readStatus(query);
  response.json({ tasks: store.list(status, readPage(query)), total: store.count(status) });
});

app.get('/tasks/:id', (request, response) => {
  response.json(store.find(request.params.id));
});

app.all(['/healthz', '/tasks'], allow('GET', 'HEAD'));
app.all(['/emails', '/files'], allow('POST'));
app.all('/tasks/:id', allow('GET', 'HEAD'));
app.use(notFound, answerError);

app.listen(config.port, config.host);

function accept(response: Response, newTask: NewTask): void {
  const task = store.accept(newTask);
  response.status(202).location(`/tasks/${task.id}`).json(task);
  runner.take(task.id);
}
