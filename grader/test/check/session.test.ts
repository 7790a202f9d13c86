import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createSession } from '../../src/check/session.ts';
import { fixtures, removeFolder, startOptions, temporaryFolder } from '../fixtures/bench.ts';

test.for([
  ['is given the time that the contract gives it', 'ending-late.ts', true],
  ['is ended by force when it does nothing about that', 'stubborn.ts', false],
] as const)('a server that is stopped %s', async ([, file, stores]) => {
  const dataDir = temporaryFolder();
  try {
    const { activity, capMs, mark, runFolder, signal } = startOptions(['node', file], dataDir);
    const grading = {
      folder: fixtures,
      commands: { async: ['node', file] },
      seed: 1,
      mark,
      runFolder,
      select: { title: file, bonus: false },
      verbose: false,
      trustProc: true,
    };
    await using session = createSession({
      grading,
      environment: {},
      activity,
      dataDir,
      capMs,
      signal,
    });
    const server = await session.start('async');

    await session.stop(server);

    expect(server.program.tree.scan()).toEqual([]);
    expect(existsSync(join(dataDir, 'async/stored'))).toBe(stores);
  } finally {
    removeFolder(dataDir);
  }
});
