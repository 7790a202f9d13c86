import { expect, test } from 'vitest';
import { connectRaw, send, settleFront } from './client.ts';
import { createGate } from './gate.ts';
import { startApp } from './start-app.ts';
import { until } from './until.ts';

const LONG = { timeout: 40_000 };
const KEEP = { headers: { connection: 'keep-alive' } };
const CLEAN = { code: 0, signal: null };
const UNFINISHED = 'POST /echo HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\n\r\na';

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s lets everything accepted be answered',
  LONG,
  async (signal) => {
    await using gate = await createGate();
    await using app = await startApp('app', { WORKERS: '2', DEPENDENCY_URL: gate.url });
    const answers = Array.from({ length: 5 }, (_, index) =>
      send(`${app.url}/call/${String(index)}`, KEEP),
    );
    await gate.waitForHeld(2);
    using receiving = await connectRaw(app.port, UNFINISHED);
    await settleFront(app.url);

    app.signal(signal);
    await until(() => refuses(app.url), 'new connections are refused');
    receiving.socket.write('b');
    gate.open();

    const shown = (await Promise.all(answers)).map(({ status, headers }) => [
      status,
      headers.connection,
    ]);
    expect(shown).toEqual(answers.map(() => [200, 'close']));
    await receiving.waitFor(/connection: close\r\n[^]*\{"text":"ab"\}$/);
    expect(await app.exited).toEqual(CLEAN);
    expect(app.stderr()).toBe('');
  },
);

test('pipelined requests are all answered, and only the last says close', LONG, async () => {
  await using gate = await createGate();
  await using app = await startApp('app', { DEPENDENCY_URL: gate.url });
  const call = (name: string) => `GET /call/${name} HTTP/1.1\r\nhost: a\r\n\r\n`;
  using client = await connectRaw(app.port, call('one') + call('two'));
  await gate.waitForHeld(1);

  app.signal('SIGTERM');
  await until(() => refuses(app.url), 'new connections are refused');
  gate.open();

  await client.waitFor(/keep-alive\r\n[^]*\/one"[^]*close\r\n[^]*\/two"/);
  expect(await app.exited).toEqual(CLEAN);
});

test('idle and silent connections end before the last answer', LONG, async () => {
  await using gate = await createGate();
  await using app = await startApp('app', { DEPENDENCY_URL: gate.url });
  const answer = send(`${app.url}/call/last`);
  await gate.waitForHeld(1);
  using silent = await connectRaw(app.port);
  using idle = await connectRaw(app.port, 'GET /%zz HTTP/1.1\r\nhost: a\r\n\r\n');
  await idle.waitFor(/malformed/);

  app.signal('SIGTERM');
  await until(() => idle.ended() && silent.ended(), 'both are ended');

  expect(gate.held()).toEqual(['/last']);
  gate.release();
  expect((await answer).status).toBe(200);
  expect(await app.exited).toEqual(CLEAN);
});

test.concurrent('a body that never ends does not keep the server', LONG, async () => {
  await using app = await startApp('app');
  using stalled = await connectRaw(app.port, UNFINISHED);
  await settleFront(app.url);

  app.signal('SIGTERM');

  expect(await app.exited).toEqual(CLEAN);
  expect(stalled.received()).toBe('');
});

test.concurrent('a handler that nobody waits for does not keep the server', LONG, async () => {
  await using gate = await createGate();
  await using app = await startApp('app', { DEPENDENCY_URL: gate.url });
  using client = await connectRaw(app.port, 'GET /call/x HTTP/1.1\r\nhost: a\r\n\r\n');
  await gate.waitForHeld(1);

  client.socket.destroy();
  app.signal('SIGTERM');

  expect(await app.exited).toEqual(CLEAN);
});

async function refuses(url: string): Promise<boolean> {
  return send(`${url}/%zz`).then(
    () => false,
    (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED',
  );
}

test.concurrent('a client that never takes its answer does not keep the server', LONG, async () => {
  await using app = await startApp('app');
  using client = await connectRaw(app.port);
  client.socket.pause();
  client.socket.write('GET /large HTTP/1.1\r\nhost: a\r\n\r\n');
  await settleFront(app.url);

  app.signal('SIGTERM');

  expect(await app.exited).toEqual(CLEAN);
});
