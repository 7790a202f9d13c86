import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';
import { Activity } from '../../src/gate/activity.ts';
import { openSocket, type Socket, type SocketOptions } from '../../src/traffic/socket.ts';
import type { Target } from '../../src/traffic/volley.ts';
import { eventually } from '../fixtures/bench.ts';

let server: WebSocketServer;
let target: Target;
let activity: Activity;
const sockets: Socket[] = [];

beforeEach(async () => {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1', path: '/ws' });
  await once(server, 'listening');
  activity = new Activity();
  target = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    watch: {
      activity,
      signal: new AbortController().signal,
      observer: {
        look: () => ({ confirmed: () => false, convicted: () => false, burntSeconds: 0 }),
      },
      capMs: 0,
    },
  };
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket[Symbol.dispose]();
  for (const client of server.clients) client.terminate();
  server.close();
  await once(server, 'close');
});

function open(path = '/ws', options: SocketOptions = {}): Socket {
  const socket = openSocket(target, path, options);
  sockets.push(socket);
  return socket;
}

/** A socket and the server's end of it. */
async function connected(options: SocketOptions = {}): Promise<[Socket, WebSocket]> {
  const accepted = once(server, 'connection') as Promise<[WebSocket]>;
  const socket = open('/ws', options);
  const [peer] = await accepted;
  peer.on('error', () => undefined);
  await eventually(socket.isOpen, 'an open socket');
  return [socket, peer];
}

test('a frame is an object with a type, and what is none says so', async () => {
  const [socket, peer] = await connected();

  for (const text of ['{"type": "hello", "id": 1}', 'no JSON', '[1]', '7', 'null']) peer.send(text);

  await eventually(() => socket.frames.length === 5, 'five frames');
  expect(socket.frames).toEqual([
    { type: 'hello', id: 1 },
    ...Array<object>(4).fill({ type: '(no object)' }),
  ]);
});

test('what is sent arrives, and is flushed', async () => {
  const [socket, peer] = await connected();
  const received = once(peer, 'message') as Promise<[Buffer]>;

  socket.send('{"type": "say"}');

  expect(String((await received)[0])).toBe('{"type": "say"}');
  await eventually(() => activity.flushed, 'it to be flushed');
});

describe('how a connection ended is data', () => {
  test.for([
    ['a close with a code', (peer: WebSocket) => peer.close(4409), 4409],
    ['a connection that broke', (peer: WebSocket) => peer.terminate(), 1006],
  ] as const)('%s', async ([, end, code]) => {
    const [socket, peer] = await connected();

    end(peer);

    await eventually(() => socket.closed() !== undefined, 'the end');
    expect(socket.closed()).toBe(code);
    expect(activity.flushed).toBe(true);
  });

  test('an answer that is no upgrade', async () => {
    const socket = open('/elsewhere');

    await eventually(() => socket.closed() !== undefined, 'the end');
    expect(socket.closed()).toBe(400);
    expect(activity.flushed).toBe(true);
  });

  test('nobody who listens', async () => {
    const socket = openSocket({ ...target, url: 'http://127.0.0.1:9' }, '/ws');

    await eventually(() => socket.closed() !== undefined, 'the end');
    expect(socket.closed()).toBe(1006);
    expect(activity.flushed).toBe(true);
  });

  test('a frame larger than any message', async () => {
    const [socket, peer] = await connected();

    peer.send(Buffer.alloc(5 * 1024 ** 2));

    await eventually(() => socket.closed() !== undefined, 'the end');
    expect(socket.frames).toEqual([]);
  });
});

test('a message counts as movement, a ping does not', async () => {
  const [socket, peer] = await connected();
  await eventually(() => activity.flushed, 'the connection to be flushed');
  const before = activity.moves;

  const answered = once(peer, 'pong');
  peer.ping();
  await answered;
  expect(activity.moves).toBe(before);

  peer.send('{"type": "hello"}');
  await eventually(() => socket.frames.length === 1, 'the frame');
  expect(activity.moves).toBeGreaterThan(before);
});

test('one that answers no ping reads on', async () => {
  const [socket, peer] = await connected({ autoPong: false });
  let pongs = 0;
  peer.on('pong', () => (pongs += 1));

  peer.ping();
  peer.send('{"type": "hello"}');
  await eventually(() => socket.frames.length === 1, 'the frame');
  socket.send('after the ping');
  await once(peer, 'message');

  expect(pongs).toBe(0);
});

test('one that is paused reads nothing until it is resumed', async () => {
  const [socket, peer] = await connected();
  const text = JSON.stringify({ type: 'more', text: 'x'.repeat(1024 ** 2) });
  socket.pause();

  for (let count = 0; count < 32; count += 1) peer.send(text);

  await eventually(() => peer.bufferedAmount > 1024 ** 2, 'a megabyte that waits');
  expect(socket.frames).toEqual([]);
  socket.resume();
  await eventually(() => socket.frames.length === 32, 'every frame');
});

test('bytes that are no frame reach the server', async () => {
  const [socket, peer] = await connected();
  const errors: Error[] = [];
  peer.on('error', (error) => errors.push(error));

  socket.sendRaw(Buffer.from('GET / HTTP/1.1\r\n\r\n'));

  await eventually(() => errors.length === 1, 'an error at the other end');
  await eventually(() => socket.closed() !== undefined, 'the end');
});
