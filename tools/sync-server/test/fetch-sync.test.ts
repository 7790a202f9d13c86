import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createServer as createHttpServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { send, sendJson } from './client.ts';
import { createGate } from './gate.ts';
import { startApp } from './start-app.ts';

const LONG = { timeout: 30_000 };
const HEAD = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n';

describe('fetchSync', LONG, () => {
  test('it sends method, headers and body, and reads the answer', async () => {
    const echo = createHttpServer((request, response) => {
      void text(request).then((body) => {
        const { method, headers } = request;
        response.statusCode = 201;
        response.end(
          JSON.stringify({ method, body, from: headers['x-from'], connection: headers.connection }),
        );
      });
    });
    await once(echo.listen(0, '127.0.0.1'), 'listening');
    await using app = await startApp('app', { DEPENDENCY_URL: urlOf(echo.address()) });

    const answer = await sendJson(`${app.url}/forward`, { method: 'POST', body: '{"é":1}' });

    expect(answer).toEqual({
      status: 201,
      answer: { method: 'POST', body: '{"é":1}', from: 'worker', connection: 'close' },
    });
    echo.close();
  });

  test('a time-out ends that call, not before its time, and no later call', async () => {
    await using gate = await createGate();
    await using app = await startApp('app', { DEPENDENCY_URL: gate.url });
    const start = performance.now();

    expect(await sendJson(`${app.url}/call/late?timeoutMs=300`)).toMatchObject({
      name: 'TimeoutError',
      code: 'ETIMEDOUT',
    });
    expect(performance.now() - start).toBeGreaterThan(290);

    gate.open();
    for (let count = 0; count < 3; count++) {
      expect(await sendJson(`${app.url}/call/soon?timeoutMs=20000`)).toMatchObject({
        status: 200,
        text: '/soon',
      });
    }
  });

  test.each<[string, (socket: Socket) => unknown, object]>([
    ['a reset', (socket) => socket.resetAndDestroy(), { name: 'FetchError', code: 'ECONNRESET' }],
    [
      'a close without a word',
      (socket) => socket.end(),
      { name: 'FetchError', code: 'ECONNRESET' },
    ],
    [
      'a body cut short',
      (socket) => socket.end(`${HEAD}a`),
      { name: 'FetchError', code: 'ECONNRESET' },
    ],
    ['a body that stalls', (socket) => socket.write(`${HEAD}a`), { name: 'TimeoutError' }],
    [
      'no HTTP',
      (socket) => socket.end('nonsense\r\n\r\n'),
      { name: 'FetchError', code: 'HPE_INVALID_CONSTANT' },
    ],
    [
      'another protocol',
      (socket) => socket.end('HTTP/1.1 101 S\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
      { name: 'FetchError' },
    ],
    ['a whole answer', (socket) => socket.end(`${HEAD}ab`), { status: 200, text: 'ab' }],
  ])('%s is told apart, and the next call is not hurt', async (_what, act, expected) => {
    await using gate = await createGate();
    gate.open();
    const server = createServer((socket) => {
      socket.on('error', () => undefined).once('data', () => act(socket));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    await using app = await startApp('app', { DEPENDENCY_URL: gate.url });
    const url = encodeURIComponent(urlOf(server.address()));

    expect(await sendJson(`${app.url}/call/x?timeoutMs=2000&url=${url}`)).toMatchObject(expected);

    expect(await sendJson(`${app.url}/call/next`)).toMatchObject({ status: 200, text: '/next' });
    server.close();
  });

  test.each([
    ['http://127.0.0.1:9', { name: 'FetchError', code: 'ECONNREFUSED' }],
    ['nowhere', { name: 'TypeError', code: 'ERR_INVALID_URL' }],
    ['file:///etc/hosts', { name: 'TypeError' }],
  ])('%s fails by name', async (url, expected) => {
    await using app = await startApp('app');

    expect(await sendJson(`${app.url}/call/x?url=${encodeURIComponent(url)}`)).toMatchObject(
      expected,
    );
  });

  test.each(['method', 'body'])('a %s that is none is refused, and no later call', async (what) => {
    await using gate = await createGate();
    gate.open();
    await using app = await startApp('app', { DEPENDENCY_URL: gate.url });

    const refused = await sendJson(`${app.url}/impossible/${what}`);

    expect(refused).toMatchObject({ name: 'TypeError' });
    expect(await sendJson(`${app.url}/call/next`)).toMatchObject({ status: 200, text: '/next' });
  });

  test('sleepSync blocks for its time', async () => {
    await using app = await startApp('app');

    const { slept } = (await sendJson(`${app.url}/sleep/100`)) as { slept: number };

    expect(slept).toBeGreaterThanOrEqual(99);
    expect((await send(`${app.url}/sleep/-1`)).status).toBe(500);
  });
});

function urlOf(address: unknown): string {
  return `http://127.0.0.1:${String((address as AddressInfo).port)}`;
}
