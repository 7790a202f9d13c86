import { expect, test } from 'vitest';
import { send } from './client.ts';
import { createGate } from './gate.ts';
import { startApp } from './start-app.ts';
import { scheduling, states, waitUntilQuiet } from './tasks.ts';

const onLinux = test.runIf(process.platform === 'linux');

onLinux('a server whose workers all wait does not wake up', { timeout: 60_000 }, async () => {
  await using gate = await createGate();
  await using app = await startApp('app', { WORKERS: '3', DEPENDENCY_URL: gate.url });
  const answers = [1, 2, 3, 4, 5].map(() => send(`${app.url}/call/x?timeoutMs=120000`));
  await gate.waitForHeld(3);

  await waitUntilQuiet(app.pid, 1_500);

  expect(new Set(states(app.pid))).toEqual(new Set(['S']));
  expect(Object.keys(scheduling(app.pid)).length).toBeGreaterThan(6);
  gate.open();
  for (const answer of await Promise.all(answers)) expect(answer.status).toBe(200);
});
