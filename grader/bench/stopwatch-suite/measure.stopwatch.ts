import { execa } from 'execa';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectRoot } from '../../src/server/environment.ts';
import { delayMs, startAuthorStub, type AuthorStub } from './author-stub.ts';

let stub: AuthorStub;
beforeAll(async () => void (stub = await startAuthorStub()));
afterAll(() => stub[Symbol.asyncDispose]());

interface Report {
  readonly succeeded: number;
  readonly failed: number;
  readonly seconds: number;
  readonly latencyMs: { readonly p50: number };
}

async function measure(path: string, ...more: string[]): Promise<Report> {
  const load = ['--requests', '20', '--concurrency', '5', '--json', ...more];
  const { stdout } = await execa('node', ['measure.ts', '--url', stub.url + path, ...load], {
    cwd: join(projectRoot, 'solutions/01-blog'),
  });
  return JSON.parse(stdout) as Report;
}

test('twenty requests, five at a time, take the time of four', async () => {
  const { succeeded, seconds, latencyMs } = await measure('/authors/ada');

  expect(succeeded).toBe(20);
  expect(seconds * 1000).toBeLessThan((20 * delayMs) / 2);
  expect(latencyMs.p50).toBeGreaterThan(delayMs - 5);
});

test('failures are counted', async () => {
  stub.broken.add('/authors/eve');

  expect(await measure('/authors/eve')).toMatchObject({ succeeded: 0, failed: 20 });
});

test('a request that never ends is a failure', async () => {
  stub.silent.add('/authors/mallory');

  expect(await measure('/authors/mallory', '--timeout', '500')).toMatchObject({ failed: 20 });
});
