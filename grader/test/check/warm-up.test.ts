import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { warmUp } from '../../src/check/warm-up.ts';
import { removeFolder, startOptions, temporaryFolder } from '../fixtures/bench.ts';

let folder: string;
beforeAll(() => void (folder = temporaryFolder()));
afterAll(() => removeFolder(folder));

/** Warms a half up that no other test uses, and returns how many modules Node has kept. */
async function keptBy(half: string, command: readonly string[]): Promise<number> {
  const runFolder = join(folder, half);
  await warmUp({ ...startOptions(command, join(runFolder, 'data')), half, runFolder });
  const cache = join(runFolder, 'compile-cache');
  return existsSync(cache) ? readdirSync(cache, { recursive: true }).length : 0;
}

test.for([
  ['by a server that does nothing about SIGTERM', 'echoing.ts'],
  ['by one that ignores it', 'stubborn.ts'],
])('what Node compiled is kept %s', async ([half = '', file = '']) => {
  expect(await keptBy(half, ['node', file])).toBeGreaterThan(1);
});

test('a half is started once', async () => {
  await keptBy('once', ['node', 'echoing.ts']);
  removeFolder(join(folder, 'once'));
  expect(await keptBy('once', ['node', 'echoing.ts'])).toBe(0);
});

test('a server that does not start is left to the checks', async () => {
  const options = startOptions(['node', 'exiting.ts'], join(folder, 'exiting'));
  await expect(warmUp({ ...options, half: 'exiting' })).resolves.toBeUndefined();
});

test('another program than Node is not started', async () => {
  await keptBy('shell', ['sh', '-c', 'exec node echoing.ts']);
  expect(existsSync(join(folder, 'shell'))).toBe(false);
});
