import { createApp } from '@overlap/sync-server';

import { config } from '../shared/config.ts';
import { HttpError } from '../shared/http-error.ts';
import { openStore } from '../shared/store.ts';
import { readEmail, readPage, readStatus } from '../shared/validation.ts';
import { readJson, withUpload } from './upload.ts';

const store = openStore(config.dataDir);
const app = createApp({ maxBodyBytes: config.maxFileBytes });

app.get('/healthz', () => ({ ok: true }));

app.post('/emails', (request) => {
  const email = readEmail(readJson(request));
  // TODO: send the mail, and answer with the task once it is finished. What the store says of the
  // task must be true at any time: another worker may be asked for it meanwhile.
  throw new HttpError(501, `a mail to ${email.to}: not written yet`);
});

app.post('/files', (request) =>
  withUpload(request, (path) => {
    // TODO: count the file, and answer with the task once it is finished.
    throw new HttpError(501, `the file ${path}: not written yet`);
  }),
);

app.get('/tasks', (request) => {
  const status = readStatus(request.query);
  return { tasks: store.list(status, readPage(request.query)), total: store.count(status) };
});

app.get('/tasks/:id', (request) => store.find(request.params.id));

app.delete('/tasks/:id', (request) => {
  const { status } = store.find(request.params.id);
  throw new HttpError(409, `the task is ${status}`);
});

app.listen();
