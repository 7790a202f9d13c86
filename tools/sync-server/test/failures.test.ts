import { expect, test } from 'vitest';
import { send, sendJson } from './client.ts';
import { createGate } from './gate.ts';
import { startApp } from './start-app.ts';
import { until } from './until.ts';

const LONG = { timeout: 30_000 };

test('a worker that exits costs its own request, and no other', LONG, async () => {
  await using gate = await createGate();
  await using app = await startApp('app', { WORKERS: '2', DEPENDENCY_URL: gate.url });
  const bystander = send(`${app.url}/call/bystander`);
  await gate.waitForHeld(1);

  for (let count = 0; count < 3; count++) {
    const answer = await send(`${app.url}/exit`);
    expect([answer.status, answer.text]).toEqual([500, '{"error":"internal error"}']);
    expect(await sendJson(`${app.url}/healthz`)).toEqual({ ok: true });
  }

  gate.release();
  expect((await bystander).status).toBe(200);
  expect(app.stderr().match(/died while it handled GET \/exit .*code 7/g)).toHaveLength(3);
});

test('a worker that throws after its answer is replaced', LONG, async () => {
  await using app = await startApp('app');

  expect((await send(`${app.url}/uncaught`)).status).toBe(200);

  await until(
    () => /a worker died .*thrown after the answer/.test(app.stderr()),
    'the log says so',
  );
  expect(await sendJson(`${app.url}/healthz`)).toEqual({ ok: true });
});

test.each([
  ['entry-throws', {}, /could not start: Error: no database here\n +at .*entry-throws\.ts/],
  ['no-listen', {}, /could not start: it ended with code 0/],
  ['blocks-main', {}, /fetchSync blocks its thread/],
  ['app', { WORKERS: '0' }, /^expected WORKERS from 1 to 256, got 0\n$/],
  ['app', { PORT: 'http' }, /^expected PORT from 0 to 65535, got http\n$/],
])('%s with %o ends with code 1 and says why', LONG, async (name, variables, reason) => {
  await using app = await startApp(name, variables);

  expect(await app.exited).toEqual({ code: 1, signal: null });
  expect(app.stderr()).toMatch(reason);
  expect(app.stdout()).toBe('');
});

test('a taken port is told in one line', LONG, async () => {
  await using first = await startApp('app');
  await using second = await startApp('app', { PORT: String(first.port) });

  expect(await second.exited).toEqual({ code: 1, signal: null });
  expect(second.stderr()).toMatch(/^cannot listen: .*EADDRINUSE.*\n$/);
});
