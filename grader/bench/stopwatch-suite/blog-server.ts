import { execa } from 'execa';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import supertest from 'supertest';
import { lockPort } from '../../src/server/port.ts';
import { projectRoot } from '../../src/server/environment.ts';

const solution = join(projectRoot, 'solutions/01-blog');
const startMs = 20_000;

/** A running half of the solution. */
export interface BlogServer extends AsyncDisposable {
  readonly url: string;
  /** Ends it with SIGTERM and starts it anew with the same data. */
  restart(): Promise<void>;
}

/** Starts one half and waits until it is healthy. */
export async function startBlog(
  half: 'sync' | 'async',
  variables: Readonly<Record<string, string>>,
): Promise<BlogServer> {
  const port = await lockPort();
  const dataDir = mkdtempSync(join(tmpdir(), 'overlap-stopwatch-'));
  const url = `http://127.0.0.1:${port.port}`;
  const environment = { PORT: String(port.port), DATA_DIR: dataDir, ...variables };
  const start = () =>
    execa('node', [`${half}/app.ts`], {
      cwd: solution,
      env: { HOST: '127.0.0.1', ...environment },
      stdio: 'ignore',
      reject: false,
    });
  let child = start();
  await healthy(url);
  const stop = async () => {
    child.kill('SIGTERM');
    await child;
  };
  return {
    url,
    async restart() {
      await stop();
      child = start();
      await healthy(url);
    },
    async [Symbol.asyncDispose]() {
      await stop();
      await port[Symbol.asyncDispose]();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function healthy(url: string): Promise<void> {
  const end = performance.now() + startMs;
  for (;;) {
    const status = await supertest(url)
      .get('/healthz')
      .then(
        (reply) => reply.status,
        () => 0,
      );
    if (status === 200) return;
    if (performance.now() > end) throw new Error(`expected ${url} to be healthy in ${startMs} ms`);
    await delay(20);
  }
}
