import { performance } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { until } from '../../src/quiet/until.ts';
import { sendVolley, type Ask, type Reply, type Volley } from '../../src/traffic/volley.ts';
import { eventually, startBench, type Bench } from '../fixtures/bench.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let bench: Bench;
beforeAll(async () => void (bench = await startBench(['node', 'replying.ts'])));
afterAll(() => bench[Symbol.asyncDispose]());

function send(...asks: Ask[]): Volley {
  return sendVolley(bench.server, asks);
}

async function replyTo(path: string): Promise<Reply | undefined> {
  using volley = send({ path });
  await eventually(volley.done, 'a reply');
  return volley.replies[0];
}

describe('a reply is data', () => {
  test.for([
    ['an answer', '/fine', 200, 'fine'],
    ['an answer after a hint', '/hint-first', 200, 'fine'],
    ['a redirect, which is not followed', '/redirect', 302, ''],
    ['bytes that are no UTF-8', '/not-utf-8', 200, '\ufffd\ufffd'],
  ] as const)('%s', async ([, path, status, text]) => {
    expect(await replyTo(path)).toMatchObject({ status, text });
    expect(bench.activity.flushed).toBe(true);
  });

  test.for([
    ['a body that breaks off', '/broken-off', /^UND_ERR/],
    ['a chunk that breaks off', '/chunk-broken-off', /^(UND_ERR|HTTPParserError)/],
    ['no HTTP at all', '/garbage', /^HTTPParserError$/],
    ['nothing', '/nothing', /^UND_ERR_SOCKET$/],
    ['a reset', '/reset', /^ECONNRESET$/],
    ['a reset in the middle', '/reset-later', /^(UND_ERR|ECONNRESET)/],
    ['more than 4 MiB', '/huge', /^EMSGSIZE$/],
    ['a header of a megabyte', '/huge-header', /^(UND_ERR|HTTPParserError)/],
    ['two lengths', '/two-lengths', /^(UND_ERR|HTTPParserError)/],
  ] as const)('%s', async ([, path, reason]) => {
    const { status, text, error } = (await replyTo(path)) ?? {};

    expect([status, text]).toEqual([0, '']);
    expect(error).toMatch(reason);
    expect(bench.activity.flushed).toBe(true);
  });

  test('also where nothing listens', async () => {
    await using gone = await startBench(['node', 'idle.ts']);
    gone.server.program.signal('SIGKILL');
    await gone.server.program.exited;
    const volley = gone.send(3);

    await eventually(volley.done, 'the replies');
    expect(volley.replies.map(({ error }) => error)).toEqual(Array(3).fill('ECONNREFUSED'));
    expect(gone.activity.flushed).toBe(true);
  });
});

describe('a volley', () => {
  test('is in flight as a whole, each request over a connection of its own', async () => {
    await using overlapping = await startBench(['node', 'overlapping.ts']);
    const volley = overlapping.send(100);

    expect(
      await overlapping.until({ met: () => overlapping.gate.inFlight >= 100, exactly: true }),
    ).toBe('met');
    expect(overlapping.gate.inFlight).toBe(100);
    expect(volley.replies).toEqual([]);
    overlapping.gate.open();

    await eventually(volley.done, 'the replies');
    expect(volley.replies.map(({ ask }) => ask.path).toSorted()).toEqual(
      volley.asks.map(({ path }) => path).toSorted(),
    );
  });

  test('sends its method and its body as JSON', async () => {
    await using echoing = await startBench(['node', 'echoing.ts']);
    using volley = sendVolley(echoing.server, [
      { method: 'POST', path: '/x?y=1', json: { text: 'ä' } },
      { path: '/z' },
    ]);
    await eventually(volley.done, 'the replies');

    const [posted, got] = ['/x?y=1', '/z'].map((path) =>
      volley.replies.find(({ ask }) => ask.path === path),
    );
    expect(JSON.parse(posted?.text ?? '')).toMatchObject({
      method: 'POST',
      url: '/x?y=1',
      type: 'application/json',
      body: '{"text":"ä"}',
    });
    expect(JSON.parse(got?.text ?? '')).toMatchObject({
      method: 'GET',
      url: '/z',
      connection: 'close',
      body: '',
    });
  });

  test('is not done while one reply is missing, and the others are there', async () => {
    using volley = send({ path: '/fine' }, { path: '/never' }, { path: '/fine' });
    await eventually(() => volley.replies.length === 2, 'two replies');

    expect(volley.done()).toBe(false);
    expect(volley.replies.map(({ status }) => status)).toEqual([200, 200]);
  });

  test('hangs up on one request alone', async () => {
    await using overlapping = await startBench(['node', 'hanging-up.ts']);
    const volley = overlapping.send(3);
    await eventually(() => overlapping.gate.inFlight === 3, 'the calls');
    volley.hangUp(1);

    await eventually(() => overlapping.gate.inFlight === 2, 'the call to be given up');
    expect(overlapping.gate.held.map(({ path }) => path).toSorted()).toEqual(['/0', '/2']);
    overlapping.gate.open();
    await eventually(volley.done, 'the replies');
    expect(volley.replies.find(({ ask }) => ask.path === '/1')).toMatchObject({
      status: 0,
      error: 'AbortError',
    });
  });

  test('that is given up with its check ends every request', async () => {
    const end = new AbortController();
    const watch = { ...bench.server.watch, signal: end.signal };
    const volley = sendVolley({ url: bench.server.url, watch }, [
      { path: '/never' },
      { path: '/never' },
    ]);
    end.abort();

    await eventually(volley.done, 'the replies');
    expect(bench.activity.flushed).toBe(true);
  });

  test('that is disposed ends every request', async () => {
    const volley = send({ path: '/never' }, { path: '/never' });
    volley[Symbol.dispose]();

    await eventually(volley.done, 'the replies');
    expect(volley.replies.map(({ status }) => status)).toEqual([0, 0]);
    expect(bench.activity.flushed).toBe(true);
  });
});

test('a reply that comes byte by byte is movement: its server is not convicted meanwhile', async () => {
  using volley = send({ path: '/slow' });
  const begun = performance.now();

  // Twelve bytes, one in 200 ms.
  expect(await until(bench.server.watch, { met: volley.done })).toBe('met');
  expect(performance.now() - begun).toBeGreaterThan(2000);
});
