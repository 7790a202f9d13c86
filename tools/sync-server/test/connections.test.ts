import { Agent } from 'node:http';
import { expect, test } from 'vitest';
import { connectRaw, send, settleFront } from './client.ts';
import { createGate } from './gate.ts';
import { startApp } from './start-app.ts';

const LONG = { timeout: 30_000 };
const get = (path: string) => `GET ${path} HTTP/1.1\r\nhost: a\r\n\r\n`;

test('one connection carries many requests', LONG, async () => {
  await using app = await startApp('app');
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ports = new Set<number | undefined>();

  for (let count = 0; count < 20; count++) {
    const answer = await send(`${app.url}/healthz`, { agent });
    expect([answer.status, answer.headers.connection]).toEqual([200, 'keep-alive']);
    for (const sockets of Object.values(agent.freeSockets)) ports.add(sockets?.[0]?.localPort);
  }

  expect(ports.size).toBe(1);
  agent.destroy();
});

test('pipelined requests are answered in order, whichever ends first', LONG, async () => {
  await using gate = await createGate();
  await using app = await startApp('app', { WORKERS: '2', DEPENDENCY_URL: gate.url });
  using client = await connectRaw(app.port, get('/call/slow') + get('/html') + get('/plain'));

  await gate.waitForHeld(1);
  await settleFront(app.url);
  expect(client.received()).toBe('');
  gate.release();

  await client.waitFor(/\/slow"[^]*<h1>[^]*plain$/);
});

test('broken bytes after a request do not cost that request its answer', LONG, async () => {
  await using gate = await createGate();
  await using app = await startApp('app', { DEPENDENCY_URL: gate.url });
  using client = await connectRaw(app.port, `${get('/call/first')}broken\r\n\r\n`);

  await gate.waitForHeld(1);
  await settleFront(app.url);
  gate.release();

  await client.waitFor(/^HTTP\/1\.1 200 [^]*\/first"[^]*HTTP\/1\.1 400 [^]*malformed request"\}$/);
});

test('a queued request whose client has gone is dropped', LONG, async () => {
  await using gate = await createGate();
  await using app = await startApp('app', { WORKERS: '1', DEPENDENCY_URL: gate.url });
  const first = send(`${app.url}/call/first`);
  await gate.waitForHeld(1);
  const gone = await connectRaw(app.port, get('/call/gone'));
  await settleFront(app.url);
  const last = send(`${app.url}/call/last`);
  await settleFront(app.url);

  gone.socket.destroy();
  await settleFront(app.url);
  gate.release();
  await first;
  await gate.waitForHeld(1);

  expect(gate.held()).toEqual(['/last']);
  gate.release();
  expect((await last).status).toBe(200);
});
