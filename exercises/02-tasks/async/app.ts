import express from 'express';

import { config } from '../shared/config.ts';
import { HttpError } from '../shared/http-error.ts';
import { openStore } from '../shared/store.ts';
import { readEmail, readPage, readStatus } from '../shared/validation.ts';
import { allow, answerError, notFound, readJson, readQuery } from './express.ts';
import { receiveUpload } from './upload.ts';

const store = openStore(config.dataDir);
const app = express().enable('strict routing').enable('case sensitive routing');

// TODO: what an earlier process has accepted and not finished must not be lost.

app.get('/healthz', (_request, response) => {
  response.json({ ok: true });
});

app.post('/emails', express.text({ type: () => true, limit: '256kb' }), (request) => {
  const email = readEmail(readJson(request));
  // TODO: answer with the task before any mail goes out, and then see that it does.
  throw new HttpError(501, `a mail to ${email.to}: not written yet`);
});

app.post('/files', async (request) => {
  const path = await receiveUpload(request);
  // TODO: answer with the task before the file is looked at, and then see that it is.
  throw new HttpError(501, `the file ${path}: not written yet`);
});

app.get('/tasks', (request, response) => {
  const query = readQuery(request);
  const status = readStatus(query);
  response.json({ tasks: store.list(status, readPage(query)), total: store.count(status) });
});

app.get('/tasks/:id', (request, response) => {
  response.json(store.find(request.params.id));
});

app.get('/tasks/:id/events', (request) => {
  const task = store.find(request.params.id);
  // TODO: the task as it is now, and again after each change, until nothing more will happen to it.
  throw new HttpError(501, `the events of ${task.id}: not written yet`);
});

app.delete('/tasks/:id', (request) => {
  const task = store.find(request.params.id);
  // TODO: a task that waits must never begin, and one that runs may end early.
  throw new HttpError(501, `cancelling ${task.id}: not written yet`);
});

app.all(['/healthz', '/tasks', '/tasks/:id/events'], allow('GET', 'HEAD'));
app.all(['/emails', '/files'], allow('POST'));
app.all('/tasks/:id', allow('GET', 'HEAD', 'DELETE'));
app.use(notFound, answerError);

app.listen(config.port, config.host);

// TODO: on SIGTERM, what runs must be finished, what waits must be left to the next start, nobody new
// is let in, and then the process ends. A connection that a client merely keeps open must not delay it.
