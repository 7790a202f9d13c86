import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { WebSocket } from 'ws';
import { Activity } from '../../src/gate/activity.ts';
import { moderating } from '../../src/exercises/03-chat/moderation-service.ts';
import { HttpGate } from '../../src/gate/http-gate.ts';
import { environmentOf, projectRoot } from '../../src/server/environment.ts';
import { lockPort } from '../../src/server/port.ts';
import { startProgram, type Program } from '../../src/server/program.ts';
import { fileMark, removeFolder, temporaryFolder } from '../fixtures/bench.ts';

export type Half = 'async' | 'sync';

const deadlineMs = 60_000;
const folder = join(projectRoot, 'solutions/03-chat');
/** A poll of a page that was left occupies its worker until something is said or its time is over. */
const workers = 6;

/** A chat of the solution with a moderation at a gate; it can be killed and comes back where it was. */
export interface ChatServer extends AsyncDisposable {
  readonly url: string;
  readonly moderation: HttpGate;
  /** Says something without a page; returns the status. */
  post(room: string, from: string, text: string): Promise<number>;
  /** Enters a room without a page. */
  join(room: string, name: string): Promise<WebSocket>;
  kill(): Promise<void>;
  /** Sends SIGTERM, and waits for the end. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** Starts a half of the solution; a text with "forbidden" in it is refused. */
export async function startChat(half: Half): Promise<ChatServer> {
  await using stack = new AsyncDisposableStack();
  const dataDir = stack.adopt(temporaryFolder(), removeFolder);
  const moderation = stack.use(await HttpGate.start(new Activity(), moderate));
  const { port } = stack.use(await lockPort());
  const url = `http://127.0.0.1:${port}`;
  const mark = `${fileMark}-${randomUUID()}`;
  const variables = { WORKERS: String(workers), MODERATION_URL: moderation.url };
  const places = { port, dataDir, runFolder: dataDir, mark };
  let program: Program;
  const start = async () => {
    program = startProgram({
      command: ['node', `${half}/app.ts`],
      folder,
      environment: environmentOf({
        ...places,
        variables: { ...variables, MODERATION_TIMEOUT_MS: String(deadlineMs) },
      }),
      ...places,
    });
    await ready(url, program);
  };
  stack.defer(() => program[Symbol.asyncDispose]());
  await start();
  const owned = stack.move();
  return {
    url,
    moderation,
    async post(room, from, text) {
      const body = JSON.stringify({ from, text });
      const signal = AbortSignal.timeout(deadlineMs);
      const path = `${url}/rooms/${room}/messages`;
      const reply = await fetch(path, { method: 'POST', body, signal });
      await reply.body?.cancel();
      return reply.status;
    },
    async join(room, name) {
      const address = `${url.replace('http', 'ws')}/ws?room=${room}&name=${name}`;
      const socket = new WebSocket(address, { handshakeTimeout: deadlineMs });
      await once(socket, 'open');
      return socket;
    },
    async kill() {
      await program[Symbol.asyncDispose]();
    },
    async stop() {
      program.signal('SIGTERM');
      await program.exited;
    },
    start,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** What the moderation makes of some texts. */
export const replacements = new Map<string, string>();

const moderate = moderating(({ text }) => ({
  allowed: !text.includes('forbidden'),
  text: replacements.get(text) ?? text,
}));

async function ready(url: string, program: Program): Promise<void> {
  const end = performance.now() + deadlineMs;
  for (;;) {
    const signal = AbortSignal.timeout(deadlineMs);
    const reply = await fetch(`${url}/healthz`, { signal }).catch(() => undefined);
    await reply?.body?.cancel();
    if (reply?.ok) return;
    if (program.exit() !== undefined || performance.now() > end) {
      throw new Error(`expected a server, got:\n${program.log.text}`);
    }
  }
}
