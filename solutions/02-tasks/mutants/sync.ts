import { readFileSync } from 'node:fs';

const rules = 'input that breaks a rule is turned away';
const type = 'a file of another type or size is turned away';
const told = 'unknown paths and methods are told apart';
const listed = 'tasks are listed oldest first, also after a restart';
const mail = 'a mail is answered once it was sent';
const refused = 'a refused mail gives 502 and a failed task';
const file = 'a file is answered once it was counted';
const one = 'one worker holds one conversation at a time';
const after = 'the answer and the next request wait until the mail is accepted';
const four = 'four workers hold exactly four conversations';

const facts = { part: 'sync', file: 'sync/app.ts' } as const;
const upload = { part: 'sync', file: 'sync/upload.ts' } as const;

const sendMail = `    const { smtpUrl: url, smtpTimeoutMs: timeoutMs } = config;
    sendMailSync({ from: config.mailFrom, ...email }, { url, timeoutMs });`;

const count = '(advance) => countFileSync(path, advance)';

const failAndAnswer = 'store.fail(id, error instanceof Error ? error.message : String(error));';

export const syncMutants = [
  {
    ...facts,
    name: 'secretly-async',
    misconception: 'Whoever awaits the mail before the answer has waited for it.',
    find: readFileSync(new URL('../sync/app.ts', import.meta.url), 'utf8'),
    replace: `import express, { type Response } from 'express';
import { createTransport } from 'nodemailer';

import { allow, answerError, notFound, readJson, readQuery } from '../async/express.ts';
import { receiveUpload } from '../async/upload.ts';
import { config } from '../shared/config.ts';
import { countFile } from '../shared/count-file.ts';
import { openStore } from '../shared/store.ts';
import type { FileResult, NewTask } from '../shared/task.ts';
import { readEmail, readPage, readStatus } from '../shared/validation.ts';

const store = openStore(config.dataDir);
const transport = createTransport(config.smtpUrl);
const app = express();

app.get('/healthz', (_request, response) => {
  response.json({ ok: true });
});
app.post('/emails', express.text({ type: () => true, limit: '256kb' }), async (request, response) => {
  const email = readEmail(readJson(request));
  await finishNow(response, { kind: 'email', input: email }, async () => {
    await transport.sendMail({ from: config.mailFrom, ...email });
  });
});
app.post('/files', async (request, response) => {
  const path = await receiveUpload(request);
  await finishNow(response, { kind: 'file', input: { path } }, () => countFile(path));
});
app.get('/tasks', (request, response) => {
  const query = readQuery(request);
  const status = readStatus(query);
  response.json({ tasks: store.list(status, readPage(query)), total: store.count(status) });
});
app.get('/tasks/:id', (request, response) => {
  response.json(store.find(request.params.id));
});
app.all(['/healthz', '/tasks', '/tasks/:id'], allow('GET', 'HEAD'));
app.all(['/emails', '/files'], allow('POST'));
app.use(notFound, answerError);
app.listen(config.port, config.host);

async function finishNow(
  response: Response,
  newTask: NewTask,
  work: () => Promise<FileResult | void>,
): Promise<void> {
  const { id } = store.accept(newTask);
  store.begin(id);
  try {
    store.finish(id, await work());
  } catch (error) {
    store.fail(id, String(error));
  }
  const task = store.find(id);
  response.status(task.status === 'done' ? 201 : 502).json(task);
}
`,
    fails: [one, after, four],
  },
  {
    ...facts,
    name: 'mail-after-the-answer',
    misconception: 'The client need not wait for a mail that will be sent in any case.',
    find: sendMail,
    replace: `    const { smtpUrl: url, smtpTimeoutMs: timeoutMs } = config;
    setImmediate(() => {
      sendMailSync({ from: config.mailFrom, ...email }, { url, timeoutMs });
    });`,
    fails: [mail],
  },
  {
    ...facts,
    name: 'retries-in-the-handler',
    misconception: 'A mail that was refused is tried again, in this half too.',
    find: sendMail,
    replace: `    const { smtpUrl: url, smtpTimeoutMs: timeoutMs } = config;
    for (let attempt = 1; ; attempt += 1) {
      try {
        sendMailSync({ from: config.mailFrom, ...email }, { url, timeoutMs });
        return;
      } catch (error) {
        if (attempt === 3) throw error;
      }
    }`,
    fails: [refused],
  },
  {
    ...facts,
    name: 'errors-swallowed-into-done',
    misconception: 'A task that has been tried is done.',
    find: failAndAnswer,
    replace: 'store.finish(id);',
    fails: [listed, refused],
  },
  {
    ...facts,
    name: 'five-workers-for-four',
    misconception: 'One worker more does no harm.',
    find: 'app.listen();',
    replace: `if (process.env['WORKERS'] === '4') process.env['WORKERS'] = '5';
app.listen();`,
    fails: [four],
  },
  {
    ...facts,
    name: 'always-one-worker',
    misconception: 'WORKERS is for others to read.',
    find: 'app.listen();',
    replace: `process.env['WORKERS'] = '1';
app.listen();`,
    fails: [four],
  },
  {
    ...facts,
    name: 'file-without-its-result',
    misconception: 'Whoever sent a file wants to know that it arrived.',
    find: count,
    replace: '(advance) => void countFileSync(path, advance)',
    fails: [file],
  },
  {
    ...facts,
    name: 'bodies-as-large-as-the-framework-likes',
    misconception: 'MAX_FILE_BYTES is for others to read.',
    find: 'config.maxFileBytes',
    replace: '64 * 1024 ** 3',
    fails: [type],
  },
  {
    ...upload,
    name: 'broken-json-breaks-a-rule',
    misconception: 'Whatever is wrong with a body, its status is 422.',
    find: '  return request.json();',
    replace: `  try {
    return request.json();
  } catch {
    throw new HttpError(422, 'the body is not valid JSON');
  }`,
    fails: [rules],
  },
  {
    ...facts,
    name: 'tasks-for-unknown-paths',
    misconception: 'Whoever goes astray is best shown what there is.',
    find: 'app.listen();',
    replace: `app.get('/:page', () => ({ tasks: store.list(null, { limit: 20, offset: 0 }) }));
app.listen();`,
    fails: [told],
  },
  {
    ...facts,
    name: 'a-folder-for-each-start',
    misconception: 'A server that starts begins with nothing.',
    find: 'openStore(config.dataDir)',
    replace: 'openStore(`${config.dataDir}/${process.pid}`)',
    fails: [listed],
  },
];
