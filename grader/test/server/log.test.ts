import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { logLimit, ServerLog } from '../../src/server/log.ts';

async function logOf(chunks: Iterable<Buffer>): Promise<ServerLog> {
  const log = new ServerLog();
  const stream = new PassThrough();
  log.follow(stream);
  for (const chunk of chunks) if (!stream.write(chunk)) await once(stream, 'drain');
  stream.end();
  await once(stream, 'close');
  return log;
}

test('a short log is kept whole', async () => {
  const log = await logOf([Buffer.from('one\n\n'), Buffer.from('two\r\nthr'), Buffer.from('ee')]);

  expect(log.text).toBe('one\n\ntwo\r\nthree');
  expect(log.lastLines(2)).toEqual(['two', 'three']);
});

test('of a long log the end is kept', async () => {
  const log = await logOf([Buffer.alloc(logLimit, 'a'), Buffer.from('b'), Buffer.alloc(10, 'c')]);

  expect(log.text).toHaveLength(logLimit);
  expect(log.text.slice(-12)).toBe('abcccccccccc');
  expect(log.printed).toBe(logLimit + 11);
});

test('of a chunk that is longer than the limit the end is kept', async () => {
  const log = await logOf([
    Buffer.from('before'),
    Buffer.concat([Buffer.alloc(2 * logLimit, 'a'), Buffer.from('z')]),
  ]);

  expect(log.text).toHaveLength(logLimit);
  expect(log.text.endsWith('az')).toBe(true);
});

test('a log that comes byte by byte takes no more memory than one that comes at once', async () => {
  function* bytes(): Generator<Buffer> {
    for (let count = 0; count < 600_000; count += 1) yield Buffer.from([97 + (count % 26)]);
  }
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const log = await logOf(bytes());
  globalThis.gc?.();

  expect(log.text).toHaveLength(600_000);
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(32 * 1024 ** 2);
});

test('what is printed is passed on as it comes', async () => {
  const log = new ServerLog();
  const stream = new PassThrough();
  const echoed: string[] = [];
  log.follow(stream, (text) => echoed.push(text));
  stream.end('hello');
  await once(stream, 'close');

  expect(echoed).toEqual(['hello']);
});

test('a pipe that breaks leaves what was read', async () => {
  const log = new ServerLog();
  const stream = new PassThrough();
  log.follow(stream);
  const read = once(stream, 'data');
  stream.write('before');
  await read;
  const closed = new Promise((resolve) => stream.once('close', resolve));
  stream.destroy(new Error('EPIPE'));
  await closed;

  expect(log.text).toBe('before');
});
