import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { answer } from '../../src/exercises/01-blog/author-service.ts';

/** How long the stub takes for an answer, in milliseconds. */
export const delayMs = 50;

/** The author service as such suites have it: it answers everything after the same time. */
export interface AuthorStub extends AsyncDisposable {
  readonly url: string;
  /** Paths that never get an answer. */
  readonly silent: Set<string>;
  /** Paths that get a 500. */
  readonly broken: Set<string>;
}

/** Starts the stub on a port of its own. */
export async function startAuthorStub(): Promise<AuthorStub> {
  const [silent, broken] = [new Set<string>(), new Set<string>()];
  const server = createServer((request, response) => {
    void (async () => {
      const { method = 'GET', url: path = '/' } = request;
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      if (silent.has(path)) return;
      await delay(delayMs);
      const body = Buffer.concat(chunks).toString();
      const { json } = answer({ method, path, body } as Parameters<typeof answer>[0]) as {
        json?: unknown;
      };
      response.writeHead(broken.has(path) ? 500 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(json));
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    silent,
    broken,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
