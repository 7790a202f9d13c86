import { createApp, sendMailSync } from '@overlap/sync-server';

import { config } from '../../shared/config.ts';
import { countFileSync } from '../../shared/count-file.ts';
import { HttpError } from '../../shared/http-error.ts';
import { openStore } from '../../shared/store.ts';
import type { FileResult, NewTask } from '../../shared/task.ts';
import { readEmail, readPage, readStatus } from '../../shared/validation.ts';
import { readJson, withUpload } from '../../sync/upload.ts';

const store = openStore(config.dataDir);
const app = createApp({ maxBodyBytes: config.maxFileBytes });

app.get('/healthz', () => ({ ok: true }));

app.post('/emails', (request) => {
  const email = readEmail(readJson(request));
  return finishNow({ kind: 'email', input: email }, () => {
    const { smtpUrl: url, smtpTimeoutMs: timeoutMs } = config;
    sendMailSync({ from: config.mailFrom, ...email }, { url, timeoutMs });
  });
});

app.post('/files', (request) =>
  withUpload(request, (path) =>
    finishNow({ kind: 'file', input: { path } }, (advance) => countFileSync(path, advance)),
  ),
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

/** Does a task at once and answers with it: 201 when it is done, 502 when it has failed. */
function finishNow(
  newTask: NewTask,
  work: (advance: (progress: number) => void) => FileResult | void,
): Response {
  const { id } = store.accept(newTask);
  store.begin(id);
  try {
    store.finish(
      id,
      work((progress) => store.advance(id, progress)),
    );
  } catch (error) {
    store.fail(id, error instanceof Error ? error.message : String(error));
  }
  const task = store.find(id);
  const headers = { Location: `/tasks/${id}` };
  return Response.json(task, { status: task.status === 'done' ? 201 : 502, headers });
}
