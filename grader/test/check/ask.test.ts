import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ask } from '../../src/check/ask.ts';
import { Activity } from '../../src/gate/activity.ts';
import { messageLimit } from '../../src/gate/bounded-text.ts';

const silence = { confirmed: () => false, convicted: () => false, burntSeconds: 0 };

/** A server that answers every request with these bytes and closes the connection. */
async function serverOf(answer: string | Buffer) {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(answer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const end = new AbortController();
  const observer = { look: () => silence };
  const activity = new Activity();
  return {
    url: `http://127.0.0.1:${port}`,
    watch: { activity, observer, capMs: 20_000, signal: end.signal },
    async [Symbol.asyncDispose]() {
      end.abort();
      server.close();
      await once(server, 'close');
    },
  };
}

function answerOf(body: string | Buffer, ...headers: string[]): Buffer {
  const head = ['HTTP/1.1 200 OK', 'connection: close', ...headers, '', ''].join('\r\n');
  return Buffer.concat([Buffer.from(head), Buffer.from(body)]);
}

describe('an answer that is none is the fault of the server that gave it', () => {
  test.each([
    ['garbage', 'this is no HTTP\r\n\r\n', /^GET \/x: expected an answer, got HPE_\w+$/],
    ['nothing', '', /^GET \/x: expected an answer, got ECONNRESET$/],
    [
      'cut short',
      answerOf('{"a":', 'content-length: 100'),
      /^GET \/x: expected an answer, got \w+$/,
    ],
    [
      'not what it says',
      answerOf('no gzip', 'content-encoding: gzip'),
      /expected an answer, got Z_\w+$/,
    ],
    ['too long', answerOf('x'.repeat(messageLimit + 1)), /^GET \/x: expected an answer, got \w+$/],
    [
      'too long once unpacked',
      answerOf(gzipSync('x'.repeat(4 * messageLimit)), 'content-encoding: gzip'),
      /^GET \/x: expected an answer, got \w+$/,
    ],
  ])('%s', { timeout: 20_000 }, async (_, answer, message) => {
    await using server = await serverOf(answer);

    const failure: unknown = await ask(server)
      .get('/x')
      .expect(200)
      .then(
        () => undefined,
        (error: unknown) => error,
      );

    expect(failure).toMatchObject({ name: 'CheckFailure', hintless: true });
    expect((failure as Error).message).toMatch(message);
  });
});

test('an upload is read as text and written nowhere', async () => {
  const body = '--x\r\ncontent-disposition: form-data; name="f"; filename="f"\r\n\r\ndata\r\n--x--';
  await using server = await serverOf(
    answerOf(body, 'content-type: multipart/form-data; boundary=x'),
  );

  const { text } = await ask(server).get('/x').expect(200);

  expect(text).toBe(body);
});

test('broken JSON is an answer without fields', async () => {
  await using server = await serverOf(answerOf('{"a":', 'content-type: application/json'));

  const reply = await ask(server).get('/x').expect(200);

  expect(reply.body).toEqual({});
});

test('what should have been refused keeps its hint, a fault of the server does not', async () => {
  await using server = await serverOf(answerOf('{}', 'content-type: application/json'));

  await expect(ask(server).get('/x').expect(422)).rejects.toMatchObject({
    message: 'GET /x: expected 422, got 200',
    hintless: false,
  });
  await expect(ask(server).get('/x').expect(201)).rejects.toMatchObject({ hintless: true });
});
