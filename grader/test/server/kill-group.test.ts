import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { execa } from 'execa';
import { afterEach, expect, test, vi } from 'vitest';
import { killGroup } from '../../src/server/kill-group.ts';

afterEach(() => vi.unstubAllEnvs());

test.skipIf(process.platform === 'win32')(
  'kills a group, and minds no group that is gone',
  async () => {
    const leader = execa('sh', ['-c', 'sleep 60; :'], { detached: true, reject: false });
    killGroup(leader.pid!);
    expect((await leader).signal).toBe('SIGKILL');
    expect(() => killGroup(leader.pid!)).not.toThrow();
  },
);

test('has Windows end a process with all that it started', () => {
  const folder = mkdtempSync(join(tmpdir(), 'overlap-kill-'));
  const [said, taskkill] = [join(folder, 'said'), join(folder, 'taskkill')];
  writeFileSync(taskkill, `#!/bin/sh\necho "$@" > ${said}\n`);
  chmodSync(taskkill, 0o755);
  vi.stubEnv('PATH', [folder, process.env['PATH']].join(delimiter));
  killGroup(4711, 'win32');
  expect(readFileSync(said, 'utf8')).toBe('/pid 4711 /T /F\n');
  rmSync(folder, { recursive: true });
});
