import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { lockPort } from '../../src/server/port.ts';
import { fixtures } from '../fixtures/bench.ts';

vi.setConfig({ testTimeout: 60_000 });

test('no port is locked twice, within a process or between processes', async () => {
  const graders = Array.from({ length: 6 }, () =>
    spawn(process.execPath, [join(fixtures, 'locking.ts'), '400'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    }),
  );
  const ports = await Promise.all(
    graders.map(async ({ stdout }) => {
      let text = '';
      for await (const chunk of stdout) {
        text += String(chunk);
        if (text.endsWith('\n')) break;
      }
      return JSON.parse(text) as number[];
    }),
  );
  const exits = graders.map((grader) => once(grader, 'exit'));
  for (const { stdin } of graders) stdin.end();
  await Promise.all(exits);

  expect(ports.flat()).toHaveLength(2400);
  expect(new Set(ports.flat()).size).toBe(2400);
  // Linux takes the ports of outgoing connections from 32768 on.
  expect(Math.min(...ports.flat())).toBeGreaterThanOrEqual(1024);
  expect(Math.max(...ports.flat())).toBeLessThan(32_768);
});

test('a locked port can be listened on', async () => {
  await using lock = await lockPort();
  const server = createServer().listen(lock.port, '127.0.0.1');
  await once(server, 'listening');
  const closed = once(server, 'close');
  server.close();
  await closed;

  expect(lock.port).toBeGreaterThan(0);
});
