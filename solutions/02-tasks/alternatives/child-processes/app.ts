import fastify, { type FastifyReply } from 'fastify';

import { closeConnections, sendMail } from '../../async/mail.ts';
import { config } from '../../shared/config.ts';
import { HttpError } from '../../shared/http-error.ts';
import { openStore } from '../../shared/store.ts';
import { isFinished, type NewTask } from '../../shared/task.ts';
import { readEmail, readPage, readStatus } from '../../shared/validation.ts';
import { send } from '../plain-http/answer.ts';
import { readJson, receiveUpload } from '../plain-http/body.ts';
import { createFollowers } from '../plain-http/events.ts';
import { createRunner } from '../plain-http/runner.ts';
import { countInChild } from './files.ts';

interface OfTask {
  Params: { id: string };
}

const store = openStore(config.dataDir);
const runner = createRunner(store, { send: sendMail, count: countInChild });
const followers = createFollowers(store.watch);
const app = fastify({ keepAliveTimeout: 5000 });

// Bodies are left to the handlers, which read them as they come.
app.removeAllContentTypeParsers();
app.addContentTypeParser('*', (_request, _body, done) => done(null));

app.get('/healthz', () => ({ ok: true }));

app.post('/emails', async (request, reply) => {
  const input = readEmail(await readJson(request.raw));
  return accept(reply, { kind: 'email', input });
});

app.post('/files', async (request, reply) => {
  const path = await receiveUpload(request.raw);
  return accept(reply, { kind: 'file', input: { path } });
});

app.get('/tasks', (request) => {
  const query = new URL(request.url, 'http://localhost').searchParams;
  const status = readStatus(query);
  return { tasks: store.list(status, readPage(query)), total: store.count(status) };
});

app.get<OfTask>('/tasks/:id', (request) => store.find(request.params.id));

app.get<OfTask>('/tasks/:id/events', (request, reply) => {
  const task = store.find(request.params.id);
  reply.hijack();
  followers.follow(reply.raw, task);
});

app.delete<OfTask>('/tasks/:id', (request, reply) => {
  const { id } = store.find(request.params.id);
  if (!runner.cancel(id)) throw new HttpError(409, 'the task is finished');
  const task = store.find(id);
  return reply.status(isFinished(task) ? 200 : 202).send(task);
});

for (const url of ['/healthz', '/tasks', '/tasks/:id/events']) allowOnly(url, ['GET', 'HEAD']);
for (const url of ['/emails', '/files']) allowOnly(url, ['POST']);
allowOnly('/tasks/:id', ['GET', 'HEAD', 'DELETE']);

app.setNotFoundHandler((_request, reply) => reply.status(404).send({ error: 'not found' }));

app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
  const status = error instanceof HttpError ? error.status : (error.statusCode ?? 500);
  reply.hijack();
  send(reply.raw, [status, { error: error.message }]);
});

await app.listen({ port: config.port, host: config.host });

process.once('SIGTERM', () => {
  void app.close();
  void runner.drain().then(() => {
    closeConnections();
    followers.end();
  });
});

function accept(reply: FastifyReply, newTask: NewTask) {
  const task = store.accept(newTask);
  // The answer is on its way when the work begins.
  setImmediate(runner.take, task.id);
  return reply.status(202).header('Location', `/tasks/${task.id}`).send(task);
}

function allowOnly(url: string, allowed: readonly string[]): void {
  const method = app.supportedMethods.filter((other) => !allowed.includes(other));
  const allow = allowed.join(', ');
  app.route({
    method,
    url,
    handler: (_request, reply) =>
      reply.status(405).header('Allow', allow).send({ error: 'method not allowed' }),
  });
}
