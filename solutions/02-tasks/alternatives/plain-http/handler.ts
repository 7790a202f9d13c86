import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

import { HttpError } from '../../shared/http-error.ts';
import type { Store } from '../../shared/store.ts';
import { isFinished, type Email, type NewTask, type Task } from '../../shared/task.ts';
import { readEmail, readPage, readStatus } from '../../shared/validation.ts';
import { send, type Answer } from './answer.ts';
import { readJson, receiveUpload } from './body.ts';

/** Who does the work behind the answers. */
export interface Worker {
  /** Told of each task that was accepted. */
  readonly take: (id: string) => void;
  /** False when the task is finished. */
  readonly cancel: (id: string) => boolean;
  readonly follow: (response: ServerResponse, task: Task) => void;
}

interface Context {
  readonly store: Store;
  readonly worker: Worker;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly id: string;
  readonly query: URLSearchParams;
}
type Handler = (context: Context) => Answer | undefined | Promise<Answer | undefined>;

const routes: readonly (readonly [RegExp, Readonly<Record<string, Handler>>])[] = [
  [/^\/healthz$/, { GET: () => [200, { ok: true }] }],
  [/^\/emails$/, { POST: addEmail }],
  [/^\/files$/, { POST: addFile }],
  [/^\/tasks$/, { GET: listTasks }],
  [/^\/tasks\/([^/]+)$/, { GET: ({ store, id }) => [200, store.find(id)], DELETE: cancelTask }],
  [/^\/tasks\/([^/]+)\/events$/, { GET: followTask }],
];

async function addEmail(context: Context) {
  const input: Email = readEmail(await readJson(context.request));
  return accept(context, { kind: 'email', input });
}

async function addFile(context: Context) {
  const path = await receiveUpload(context.request);
  return accept(context, { kind: 'file', input: { path } });
}

function accept({ store, worker }: Context, newTask: NewTask): Answer {
  const task = store.accept(newTask);
  // The answer is on its way when the work begins.
  setImmediate(worker.take, task.id);
  return [202, task, { Location: `/tasks/${task.id}` }];
}

function listTasks({ store, query }: Context): Answer {
  const status = readStatus(query);
  return [200, { tasks: store.list(status, readPage(query)), total: store.count(status) }];
}

function cancelTask({ store, worker, id }: Context): Answer {
  store.find(id);
  if (!worker.cancel(id)) throw new HttpError(409, 'the task is finished');
  const task = store.find(id);
  return [isFinished(task) ? 200 : 202, task];
}

function followTask({ store, worker, response, id }: Context): undefined {
  worker.follow(response, store.find(id));
}

/** All of the server's routes as a listener for a server of `node:http`. */
export function createHandler(store: Store, worker: Worker): RequestListener {
  return (request, response) => {
    void answer(request, { store, worker, request, response })
      .catch(toAnswer)
      .then((given) => given && send(response, given));
  };
}

async function answer(
  { url = '', method = '' }: IncomingMessage,
  given: Omit<Context, 'id' | 'query'>,
) {
  const [path = '', query] = url.split('?', 2);
  for (const [pattern, methods] of routes) {
    const match = pattern.exec(path);
    if (match === null) continue;
    const handler = methods[method === 'HEAD' ? 'GET' : method];
    if (handler === undefined) return notAllowed(Object.keys(methods));
    return await handler({ ...given, id: match[1] ?? '', query: new URLSearchParams(query) });
  }
  throw new HttpError(404, 'not found');
}

function notAllowed(methods: readonly string[]): Answer {
  return [405, { error: 'method not allowed' }, { Allow: methods.join(', ') }];
}

function toAnswer(error: unknown): Answer {
  if (error instanceof HttpError) return [error.status, { error: error.message }];
  console.error(error);
  return [500, { error: 'internal error' }];
}
