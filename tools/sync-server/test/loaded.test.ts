import { expect, test } from 'vitest';
import { sendJson } from './client.ts';
import { createGate } from './gate.ts';
import { startApp } from './start-app.ts';

test('a worker loads neither HTTP nor the classes of the web before a handler needs them', async () => {
  await using gate = await createGate();
  await using app = await startApp('loaded', { WORKERS: '1', DEPENDENCY_URL: gate.url });
  gate.open();
  await sendJson(`${app.url}/call`);

  const loaded = (await sendJson(`${app.url}/loaded`)) as string[];

  expect(loaded).toContain('NativeModule worker_threads');
  expect(loaded.filter((name) => /(http|undici)$/.test(name))).toEqual([]);
});
