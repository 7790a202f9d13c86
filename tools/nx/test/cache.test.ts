import { execa } from 'execa';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const workspace = join(import.meta.dirname, '../../..');

test('verdicts are kept in the checkout, so that another one of the same user grades for itself', async () => {
  const home = await mkdtemp(join(tmpdir(), 'overlap-nx-test-'));
  try {
    const { stdout } = await execa('node', ['-p', "require('@nx/devkit').cacheDir"], {
      cwd: workspace,
      env: { HOME: home, USERPROFILE: home, NX_CACHE_DIRECTORY: undefined },
    });

    expect(stdout).toBe(join(workspace, '.nx/cache'));
  } finally {
    await rm(home, { recursive: true });
  }
});
