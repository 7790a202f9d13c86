import { once } from 'node:events';
import { connect } from 'node:net';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Activity } from '../../src/gate/activity.ts';
import { boundedText, messageLimit } from '../../src/gate/bounded-text.ts';
import { HttpGate } from '../../src/gate/http-gate.ts';
import { eventually, fixtures } from '../fixtures/bench.ts';

vi.setConfig({ testTimeout: 60_000 });

let gate: HttpGate;
beforeAll(async () => {
  gate = await HttpGate.start(new Activity(), () => ({ json: 'fine' }));
});
afterAll(() => gate[Symbol.asyncDispose]());

/** Sends these bytes, and ends or keeps the connection; resolves when the gate cut it or it was ended. */
async function send(bytes: string | Buffer): Promise<string> {
  const socket = connect({
    port: Number(new URL(gate.url).port),
    host: '127.0.0.1',
    allowHalfOpen: true,
  });
  let received = '';
  socket.on('data', (chunk) => (received += chunk.toString('latin1')));
  socket.on('error', () => undefined);
  const closed = new Promise((resolve) => socket.once('close', resolve).once('end', resolve));
  socket.end(bytes);
  await closed;
  socket.destroy();
  return received;
}

async function stillAnswers(): Promise<void> {
  const reply = await fetch(`${gate.url}/after`);
  expect(await reply.json()).toBe('fine');
}

describe('the gate still answers after', () => {
  test.for([
    ['bytes that are no HTTP', Buffer.from([0, 255, 254, 13, 10, 13, 10, 1, 2, 3])],
    ['a TLS hello', Buffer.from('160301020001000001fc0303', 'hex')],
    ['nothing at all', ''],
    ['half a request line', 'GET /half'],
    ['half a header', 'GET / HTTP/1.1\r\nhost: ga'],
    ['half a body', 'POST / HTTP/1.1\r\nhost: gate\r\ncontent-length: 99\r\n\r\nhalf'],
    [
      'a chunk of a wrong size',
      'POST / HTTP/1.1\r\nhost: gate\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
    ],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nhost: gate\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\na',
    ],
    ['no host', 'GET / HTTP/1.1\r\n\r\n'],
    ['a header of a megabyte', `GET / HTTP/1.1\r\nhost: gate\r\nx: ${'y'.repeat(1 << 20)}\r\n\r\n`],
    ['a path of a megabyte', `GET /${'y'.repeat(1 << 20)} HTTP/1.1\r\nhost: gate\r\n\r\n`],
    ['a tunnel', 'CONNECT elsewhere:80 HTTP/1.1\r\nhost: elsewhere\r\n\r\n'],
    [
      'an upgrade',
      'GET / HTTP/1.1\r\nhost: gate\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n',
    ],
    ['an asterisk', 'OPTIONS * HTTP/1.1\r\nhost: gate\r\n\r\n'],
    ['two slashes', 'GET // HTTP/1.1\r\nhost: gate\r\nconnection: close\r\n\r\n'],
    [
      'an address that is none',
      'GET http://[::bad HTTP/1.1\r\nhost: gate\r\nconnection: close\r\n\r\n',
    ],
    ['a method that is none', 'GIB / HTTP/1.1\r\nhost: gate\r\n\r\n'],
    [
      'an expectation',
      'POST / HTTP/1.1\r\nhost: gate\r\nexpect: 200-ok\r\ncontent-length: 0\r\n\r\n',
    ],
  ] as const)('%s', async ([, bytes]) => {
    await send(bytes);

    await stillAnswers();
    await eventually(() => gate.activity.flushed, 'that nothing is left to be written');
  });

  test('a hundred pipelined calls of which nobody reads the answers', async () => {
    await send('GET / HTTP/1.1\r\nhost: gate\r\n\r\n'.repeat(100));

    await stillAnswers();
  });
});

test('a body of 100 MB is cut off and leaves no trace in memory', async () => {
  const flood = spawn(process.execPath, [join(fixtures, 'body-flood.ts'), gate.url, '100'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const sampled = sampleMemory();
  const [sent] = (await once(flood.stdout, 'data')) as [Buffer];
  const grown = sampled.end();

  expect(Number(sent)).toBeLessThan(100);
  expect(grown).toBeLessThan(64 * 1024 ** 2);
  await stillAnswers();
});

test('a stream that is longer than its limit is not read to its end', async () => {
  let chunks = 0;
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (;;) {
      chunks += 1;
      yield new Uint8Array(64 * 1024);
    }
  }

  await expect(boundedText(endless())).rejects.toThrow(
    `expected at most ${messageLimit} bytes, got more`,
  );
  expect(chunks).toBe(messageLimit / (64 * 1024) + 1);
});

/** Notes how much the buffers of this process grow. */
function sampleMemory() {
  const before = process.memoryUsage().arrayBuffers;
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage().arrayBuffers)), 1);
  return {
    end: () => {
      clearInterval(timer);
      return most - before;
    },
  };
}
