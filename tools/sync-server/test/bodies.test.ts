import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectRaw, send, sendJson, type RawClient } from './client.ts';
import { startApp, type RunningApp } from './start-app.ts';
import { until } from './until.ts';

const KIB = 1024;

describe('bodies', { timeout: 30_000 }, () => {
  let app: RunningApp;
  beforeAll(async () => (app = await startApp('app', { WORKERS: '1' })), 30_000);
  afterAll(() => app[Symbol.asyncDispose]());

  const put = (body: string, headers = {}) =>
    send(`${app.url}/size`, { method: 'PUT', body, headers });

  test('a small body stays in memory', async () => {
    const answer = await put('é'.repeat(128 * KIB));

    expect(JSON.parse(answer.text)).toEqual({ onDisk: 0, length: 128 * KIB, bytes: 256 * KIB });
  });

  test('a large body is in a file until the answer', async () => {
    const answer = await put('é'.repeat(128 * KIB + 1));
    const { bodyFile, ...sizes } = JSON.parse(answer.text) as { bodyFile: string };

    expect(sizes).toEqual({ onDisk: 256 * KIB + 2, length: 128 * KIB + 1, bytes: 256 * KIB + 2 });
    await until(() => !existsSync(bodyFile), 'the file is removed');
  });

  test('json() parses what was sent and answers 400 to the rest', async () => {
    const post = (body: string) => send(`${app.url}/json`, { method: 'POST', body });

    expect(JSON.parse((await post('{"a":[1]}')).text)).toEqual({ json: { a: [1] } });
    for (const broken of ['', '{', 'é']) expect((await post(broken)).status).toBe(400);
  });

  test('a body of exactly the limit is taken', async () => {
    expect((await put('x'.repeat(600 * KIB))).status).toBe(200);
  });

  test.each([{}, { 'transfer-encoding': 'chunked' }])(
    'a longer body is answered 413: %o',
    async (headers) => {
      const answer = await put('x'.repeat(600 * KIB + 1), headers);

      expect([answer.status, JSON.parse(answer.text)]).toEqual([
        413,
        { error: 'expected at most 614400 bytes' },
      ]);
    },
  );

  test('a client that asks first is told 413 before it sends', async () => {
    const head = 'PUT /size HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-length: ';
    using modest = await connectRaw(app.port, `${head}2\r\n\r\n`);
    using greedy = await connectRaw(app.port, `${head}999999\r\n\r\n`);

    await modest.waitFor(/^HTTP\/1\.1 100 /);
    await greedy.waitFor(/^HTTP\/1\.1 413 /);
    modest.socket.write('ab');
    await modest.waitFor(/"length":2/);
  });

  test('a hundred slow bodies occupy no worker', async () => {
    const head = 'POST /echo HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\n\r\na';
    const slow = await Promise.all(Array.from({ length: 100 }, () => connectRaw(app.port, head)));

    expect(await sendJson(`${app.url}/healthz`)).toEqual({ ok: true });

    slow.forEach(({ socket }) => socket.write('b'));
    await Promise.all(slow.map((client) => client.waitFor(/\{"text":"ab"\}$/)));
    slow.forEach((client: RawClient) => client[Symbol.dispose]());
  });
});
