import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { environmentOf, expandCommand, projectRoot } from '../../src/server/environment.ts';
import { startBench } from '../fixtures/bench.ts';

vi.setConfig({ testTimeout: 60_000 });

test('a server is given what the contract names and the search path, and nothing else', async () => {
  await using bench = await startBench(['node', 'environment.ts'], { variables: { WORKERS: '4' } });
  const file = join(bench.dataDir, 'environment.json');
  const seen = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;

  expect(seen).toEqual({
    PATH: [join(projectRoot, 'node_modules/.bin'), process.env['PATH']].join(delimiter),
    HOME: bench.dataDir,
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    HOST: '127.0.0.1',
    PORT: String(bench.server.port),
    DATA_DIR: bench.dataDir,
    WORKERS: '4',
    DEPENDENCY_URL: bench.gate.url,
    OVERLAP_MARK: seen['OVERLAP_MARK'],
    NODE_COMPILE_CACHE: `${bench.dataDir}/compile-cache`,
  });
  expect(seen['OVERLAP_MARK']).toMatch(/^test-/);
});

test('a command has its variables replaced once and as text', () => {
  const environment = environmentOf({
    port: 4711,
    dataDir: '/tmp/$PORT',
    runFolder: '/tmp/run',
    mark: 'm',
    variables: { WORKERS: '4' },
  });

  expect(
    expandCommand(
      ['run', '--bind=$HOST:$PORT', '$DATA_DIR', '-w', '$WORKERS', '$HOME', '$PORTS', '$$PORT'],
      environment,
    ),
  ).toEqual(['run', '--bind=127.0.0.1:4711', '/tmp/$PORT', '-w', '4', '$HOME', '$PORTS', '$4711']);
  expect(expandCommand(['$WORKERS'], {})).toEqual(['']);
});
