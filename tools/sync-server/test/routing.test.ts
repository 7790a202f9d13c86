import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectRaw, send, sendJson } from './client.ts';
import { startApp, type RunningApp } from './start-app.ts';

describe('routing', { timeout: 30_000 }, () => {
  let app: RunningApp;
  beforeAll(async () => (app = await startApp('app')), 30_000);
  afterAll(() => app[Symbol.asyncDispose]());

  test('a handler sees decoded params, the path as sent, query and headers', async () => {
    const url = `${app.url}/posts/caf%C3%A9%2F1/comments/2?tag=a%20b&tag=c`;

    expect(await sendJson(url, { headers: { 'x-agent': 'me' } })).toEqual({
      params: { slug: 'café/1', number: '2' },
      path: '/posts/caf%C3%A9%2F1/comments/2',
      tags: ['a b', 'c'],
      agent: 'me',
    });
  });

  test.each([
    ['/healthz', 200, 'application/json', '{"ok":true}'],
    ['/html', 200, 'text/html; charset=utf-8', '<h1>héllo</h1>'],
    ['/plain', 203, 'text/plain;charset=UTF-8', 'plain'],
  ])('%s becomes a response of its kind', async (path, status, type, text) => {
    const answer = await send(app.url + path);

    expect([answer.status, answer.headers['content-type'], answer.text]).toEqual([
      status,
      type,
      text,
    ]);
  });

  test('a Response keeps its headers, also two of one name', async () => {
    expect((await send(`${app.url}/cookies`)).headers['set-cookie']).toEqual(['a=1', 'b=2']);
  });

  test('HEAD is answered like GET, without the body', async () => {
    const answer = await send(`${app.url}/html`, { method: 'HEAD' });

    expect([answer.status, answer.headers['content-length'], answer.text]).toEqual([200, '15', '']);
  });

  test.each([
    ['GET', '/nowhere', 404, 'not found'],
    ['GET', '/posts/', 404, 'not found'],
    ['GET', '/posts/%E0%A4%A', 400, 'malformed request'],
    ['PATCH', '/posts/a', 405, 'method not allowed'],
    ['GET', '/teapot', 418, 'short and stout'],
    ['GET', '/throws', 500, 'internal error'],
    ['GET', '/promise', 500, 'internal error'],
    ['GET', '/nothing', 500, 'internal error'],
  ])('%s %s is answered %i', async (method, path, status, error) => {
    const answer = await send(app.url + path, { method });

    expect([answer.status, JSON.parse(answer.text)]).toEqual([status, { error }]);
    expect(answer.headers['content-type']).toBe('application/json');
  });

  test('405 names what the path allows', async () => {
    expect((await send(`${app.url}/html`, { method: 'POST' })).headers.allow).toBe('GET, HEAD');
    expect((await send(`${app.url}/posts/a`)).headers.allow).toBe('DELETE');
  });

  test('the log tells what the client is not told', () => {
    expect(app.stderr()).toMatch(/GET \/throws: Error: the secret of the server\n +at .*app\.ts/);
    expect(app.stderr()).toMatch(/GET \/promise: .*handlers here are synchronous/);
    expect(app.stderr()).toMatch(/GET \/nothing: .*got undefined/);
    expect(app.stderr()).not.toMatch(/teapot|died/);
  });

  test.each([
    ['no HTTP at all', 'hello\r\n\r\n'],
    ['a bad header', 'GET / HTTP/1.1\r\nhost: a\r\nbad header\r\n\r\n'],
    ['no host', 'GET /healthz HTTP/1.1\r\nconnection: close\r\n\r\n'],
    ['a target that is no path', 'GET nowhere HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n'],
    ['a tunnel', 'CONNECT a:1 HTTP/1.1\r\nhost: a\r\n\r\n'],
    [
      'a broken chunk',
      'POST /echo HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
    ],
  ])('%s is answered 400', async (_what, bytes) => {
    using client = await connectRaw(app.port, bytes);

    await client.waitFor(/^HTTP\/1\.1 400 [^]*\{"error":"malformed request"\}$/);
  });

  test('headers beyond the limit are answered 431', async () => {
    using client = await connectRaw(app.port, `GET / HTTP/1.1\r\na: ${'x'.repeat(20_000)}\r\n\r\n`);

    await client.waitFor(/^HTTP\/1\.1 431 [^]*\{"error":"headers too large"\}$/);
  });
});
