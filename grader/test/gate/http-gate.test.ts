import { once } from 'node:events';
import { Agent, request as httpRequest } from 'node:http';
import { connect, type Socket } from 'node:net';
import { describe, expect, test, vi } from 'vitest';
import fc from 'fast-check';
import { Activity } from '../../src/gate/activity.ts';
import { HttpGate } from '../../src/gate/http-gate.ts';
import { eventually } from '../fixtures/bench.ts';

vi.setConfig({ testTimeout: 60_000 });

async function closedGate(): Promise<HttpGate> {
  const gate = await HttpGate.start(new Activity(), ({ path }) => ({ json: { path } }));
  gate.close();
  return gate;
}

/** Opens a plain connection to the gate and sends this text. */
async function dial({ url }: HttpGate, text: string): Promise<Socket & { received(): string }> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  let received = '';
  socket.on('data', (chunk) => (received += chunk.toString('latin1')));
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(text);
  return Object.assign(socket, { received: () => received });
}

/** Calls with an agent of one's own and resolves with the text of the answer. */
function callOver(agent: Agent, url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { agent }, (reply) => {
      reply.setEncoding('utf8').on('data', (text: string) => resolve(text));
    });
    request.on('error', reject).end();
  });
}

async function callOnce(url: string, init: RequestInit = {}) {
  const reply = await fetch(url, { headers: { connection: 'close' }, ...init });
  return { status: reply.status, text: await reply.text() };
}

describe('a call over HTTP', () => {
  test('is held with its method, path, query and body until it is answered', async () => {
    await using gate = await closedGate();
    const reply = callOnce(`${gate.url}/sp%C3%A4m/checks?a=1&a=2`, {
      method: 'POST',
      body: '{"text":"ä"}',
    });
    await eventually(() => gate.inFlight === 1, 'the call');

    const [call] = gate.held;
    expect(call).toMatchObject({ method: 'POST', path: '/späm/checks', body: '{"text":"ä"}' });
    expect(call?.query.getAll('a')).toEqual(['1', '2']);
    expect(call?.label).toBe('POST /sp%C3%A4m/checks');
    gate.release('all', { status: 201, json: { ok: true } });

    expect(await reply).toEqual({ status: 201, text: '{"ok":true}' });
  });

  test('gets plain text where that is the answer', async () => {
    await using gate = await closedGate();
    gate.open();

    const reply = fetch(`${gate.url}/x`);
    expect((await reply).headers.get('content-type')).toBe('application/json');
    gate.close();
    const plain = fetch(`${gate.url}/x`);
    await eventually(() => gate.inFlight === 1, 'the call');
    gate.release('all', { text: 'not { json' });

    expect(await (await plain).text()).toBe('not { json');
  });

  test('that is reset sees a broken connection', async () => {
    await using gate = await closedGate();
    const socket = await dial(gate, 'GET / HTTP/1.1\r\nhost: gate\r\n\r\n');
    await eventually(() => gate.inFlight === 1, 'the call');
    const failed = once(socket, 'error');
    gate.release('all', 'reset');

    expect(await failed).toMatchObject([{ code: 'ECONNRESET' }]);
    await eventually(() => gate.activity.flushed, 'that nothing is left to be written');
  });

  test('that is never answered keeps its connection', async () => {
    await using gate = await closedGate();
    const silent = await dial(gate, 'GET /silent HTTP/1.1\r\nhost: gate\r\n\r\n');
    await eventually(() => gate.inFlight === 1, 'the call');
    gate.release('all', 'never');
    gate.open();
    await callOnce(`${gate.url}/other`);

    expect(silent.received()).toBe('');
    expect(silent.closed).toBe(false);
    silent.destroy();
    await eventually(() => gate.calls[0]?.hungUpAt, 'that the hang-up is noticed');
  });

  test('takes part in a hundred that are in flight together', async () => {
    await using gate = await closedGate();
    const replies = Array.from({ length: 100 }, (_, n) => callOnce(`${gate.url}/${n}`));
    await eventually(() => gate.inFlight === 100, 'all calls');
    gate.release(gate.held.toReversed());

    const texts = (await Promise.all(replies)).map(({ text }) => text);
    expect(texts).toEqual(Array.from({ length: 100 }, (_, n) => `{"path":"/${n}"}`));
    expect([gate.mostInFlight, gate.rounds]).toEqual([100, [100]]);
  });

  test('is answered once and with its own answer in whatever order the gate opens', async () => {
    const order = fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 });
    const property = fc.asyncProperty(order, async (permutation) => {
      await using gate = await closedGate();
      const replies = permutation.map((_, n) => callOnce(`${gate.url}/${n}`));
      await eventually(() => gate.inFlight === 6, 'all calls');
      const named = (n: number) => gate.held.filter(({ path }) => path === `/${n}`);
      const released = gate.release(permutation.flatMap(named));

      expect(released.map(({ path }) => path)).toEqual(permutation.map((n) => `/${n}`));
      expect(await Promise.all(replies)).toEqual(
        permutation.map((_, n) => ({ status: 200, text: `{"path":"/${n}"}` })),
      );
      expect(gate.calls).toHaveLength(6);
    });
    await fc.assert(property, { numRuns: 25 });
  });
});

describe('a path is taken as it was sent', () => {
  test.for([
    ['//authors/ada', '//authors/ada'],
    ['///', '///'],
    ['http://elsewhere/authors/ada', '/authors/ada'],
    ['/%zz', '/%zz'],
    ['/a%2Fb', '/a/b'],
    ['/?q', '/'],
  ] as const)('%s', async ([sent, path]) => {
    await using gate = await closedGate();
    await using _ = closing(await dial(gate, `GET ${sent} HTTP/1.1\r\nhost: gate\r\n\r\n`));
    await eventually(() => gate.inFlight === 1, 'the call');

    expect(gate.held[0]?.path).toBe(path);
  });
});

test('an unreserved character is the same when it is percent-encoded, no other one is', async () => {
  await using gate = await closedGate();
  const encoded = (text: string) =>
    text.replaceAll(/./g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  const unreserved = 'abcxyzABCXYZ0189-._~';
  const [path, expected] = [`/a${encoded(unreserved)}${encoded('/?@[`{^')}`, `/a${unreserved}`];
  await using _ = closing(await dial(gate, `GET ${path} HTTP/1.1\r\nhost: gate\r\n\r\n`));
  await eventually(() => gate.inFlight === 1, 'the call');

  expect(gate.held[0]?.label).toBe(`GET ${expected}${encoded('/?@[`{^')}`);
});

describe('a caller that would keep its connection', () => {
  test('is answered call by call, and the moment of its reading is known from the close', async () => {
    await using gate = await closedGate();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const replies: string[] = [];
    for (const n of [1, 2, 3]) {
      const reply = callOver(agent, `${gate.url}/${n}`);
      await eventually(() => gate.inFlight === 1, 'the call');
      gate.release();
      replies.push(await reply);
    }

    expect(replies).toEqual(['{"path":"/1"}', '{"path":"/2"}', '{"path":"/3"}']);
    await eventually(
      () => gate.calls.every(({ closedAt }) => closedAt !== undefined),
      'the closes',
    );
    expect(gate.calls.map(({ hungUpAt }) => hungUpAt)).toEqual([undefined, undefined, undefined]);
    agent.destroy();
  });

  test('may stay silent on it before its first call', async () => {
    await using gate = await closedGate();
    const socket = await dial(gate, '');
    gate.open();
    await callOnce(`${gate.url}/other`);
    gate.close();
    socket.write('GET /1 HTTP/1.1\r\nhost: gate\r\n\r\n');

    await eventually(() => gate.inFlight === 1, 'the call');
    socket.destroy();
  });
});

describe('a caller that hangs up', () => {
  test('is noticed while its call is held', async () => {
    await using gate = await closedGate();
    const socket = await dial(gate, 'GET /1 HTTP/1.1\r\nhost: gate\r\n\r\n');
    await eventually(() => gate.inFlight === 1, 'the call');
    socket.destroy();

    await eventually(() => gate.calls[0]?.hungUpAt, 'the hang-up');
    expect(gate.inFlight).toBe(0);
    expect(gate.release()).toEqual([]);
    expect(gate.activity.flushed).toBe(true);
  });

  test('is noticed when it sent all and left at once', async () => {
    await using gate = await closedGate();
    const body = 'x'.repeat(100_000);
    for (let n = 0; n < 20; n += 1) {
      const head = `POST /${n} HTTP/1.1\r\nhost: gate\r\ncontent-length: ${body.length}\r\n\r\n`;
      const socket = await dial(gate, head + body);
      socket.end();
      socket.destroySoon();
    }
    await eventually(() => gate.calls.length === 20, 'the calls');

    await eventually(
      () => gate.calls.every(({ hungUpAt }) => hungUpAt !== undefined),
      'the hang-ups',
    );
    expect(gate.inFlight).toBe(0);
  });

  test('is noticed while its body is still coming', async () => {
    await using gate = await closedGate();
    const head = 'POST /1 HTTP/1.1\r\nhost: gate\r\ncontent-length: 1000\r\n\r\n';
    const moves = gate.activity.moves;
    const socket = await dial(gate, `${head}the beginning`);
    await eventually(() => gate.activity.moves > moves, 'a connection');
    socket.destroy();

    await eventually(() => gate.calls[0]?.hungUpAt, 'the hang-up');
    expect(gate.calls[0]).toMatchObject({ label: 'POST /1', method: 'POST', path: '/1' });
    expect([gate.inFlight, gate.mostInFlight]).toEqual([0, 0]);
  });

  test('is not taken for having hung up when its body was too long', async () => {
    await using gate = await closedGate();
    const socket = await dial(
      gate,
      'POST /1 HTTP/1.1\r\nhost: gate\r\ncontent-length: 5000000\r\n\r\n',
    );
    socket.write(Buffer.alloc(5_000_000));
    await eventually(() => socket.closed, 'the cut');

    expect(gate.calls).toEqual([]);
  });
});

describe('movement', () => {
  test('is noted for each part of a body that comes slowly', async () => {
    await using gate = await closedGate();
    const socket = await dial(gate, 'POST /1 HTTP/1.1\r\nhost: gate\r\ncontent-length: 5\r\n\r\n');
    for (const letter of ['h', 'a', 'l', 'l', 'o']) {
      const { moves } = gate.activity;
      socket.write(letter);
      await eventually(() => gate.activity.moves > moves, `movement for "${letter}"`, 5000);
    }

    await eventually(() => gate.inFlight === 1, 'the call');
    expect(gate.held[0]?.body).toBe('hallo');
    socket.destroy();
  });
});

describe('disposing', () => {
  test('cuts held calls, idle connections and half a request, and frees the port', async () => {
    const gate = await closedGate();
    const sockets = [
      await dial(gate, 'GET /held HTTP/1.1\r\nhost: gate\r\n\r\n'),
      await dial(gate, ''),
      await dial(gate, 'GET /half HTTP/1.1\r\nhos'),
      await dial(gate, 'POST /body HTTP/1.1\r\nhost: gate\r\ncontent-length: 10\r\n\r\nhalf'),
    ];
    await eventually(() => gate.inFlight === 1, 'the call');
    const closed = sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve)));
    const { url } = gate;
    await gate[Symbol.asyncDispose]();
    await Promise.all(closed);

    await expect(fetch(url)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
  });
});

function closing(socket: Socket): AsyncDisposable {
  return { [Symbol.asyncDispose]: async () => void socket.destroy() };
}
