import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startServer } from '../../src/server/server.ts';
import { StartFailure, StartUndecided } from '../../src/server/start-failure.ts';
import { removeFolder, startOptions, temporaryFolder } from '../fixtures/bench.ts';

// Each start is watched closely: more at a time would make this process late on a busy machine.
vi.setConfig({ testTimeout: 120_000, maxConcurrency: 2 });

let folder: string;
let folders = 0;
beforeAll(() => void (folder = temporaryFolder()));
afterAll(() => removeFolder(folder));

function newFolder(): string {
  const dataDir = join(folder, String((folders += 1)));
  mkdirSync(dataDir);
  return dataDir;
}

/** Starts a command that should not start, and returns why it did not. */
async function failureOf(command: readonly string[], dataDir = newFolder()): Promise<StartFailure> {
  try {
    await using server = await startServer(startOptions(command, dataDir));
    throw new Error(`it started at ${server.url}`);
  } catch (error) {
    if (!(error instanceof StartFailure) || error instanceof StartUndecided) throw error;
    return error;
  }
}

describe('a server that does not start is told why', () => {
  test.for([
    [
      'the command is not found',
      ['no-such-command'],
      'the async server did not start: the command "no-such-command" was not found',
    ],
    [
      'the path is not found',
      ['./no-such-file'],
      'the async server did not start: the command "./no-such-file" was not found',
    ],
    [
      'the file is not executable',
      ['./idle.ts'],
      'the async server did not start: EACCES for "./idle.ts"',
    ],
    [
      'it exits with code 1',
      ['node', 'exiting.ts'],
      'the async server exited with code 1 before it was ready',
    ],
    [
      'it exits with code 0',
      ['node', 'exiting.ts', '0'],
      'the async server exited with code 0 before it was ready',
    ],
    [
      'it is killed',
      ['sh', '-c', 'kill -SEGV $$'],
      'the async server was killed by SIGSEGV before it was ready',
    ],
  ] as const)('%s', async ([, command, message]) => {
    expect((await failureOf(command)).message).toBe(message);
  });

  test('with the last lines that it printed', async () => {
    const { logLines } = await failureOf(['node', 'exiting.ts']);

    expect(logLines).toHaveLength(10);
    expect(logLines.at(0)).toBe('line 4');
    expect(logLines.at(-1)).toBe('no database');
  });

  test('it holds too much memory', async () => {
    const { message } = await failureOf(['node', 'eating.ts']);

    expect(message).toBe('the async server was stopped: it held more than 1024 MiB of memory');
  });

  test('every port is in use, after five tries on ports of its own', async () => {
    const dataDir = newFolder();
    const { message } = await failureOf(['node', 'port-always-in-use.ts'], dataDir);
    const ports = readFileSync(join(dataDir, 'tries'), 'utf8').trim().split('\n');

    expect(message).toBe('the async server exited with code 1 before it was ready');
    expect(new Set(ports).size).toBe(5);
  });
});

describe.concurrent('a server that runs but is not ready is told what was seen of it', () => {
  const runs = 'the async server runs, but';
  test.for([
    ['it sleeps', ['sleep', '600'], `${runs} nothing listens on $PORT`],
    ['it listens on another port', ['node', 'wrong-port.ts'], `${runs} nothing listens on $PORT`],
    [
      '/healthz is not found',
      ['node', 'health.ts', '404'],
      `${runs} GET /healthz answers 404, expected 200`,
    ],
    [
      '/healthz fails',
      ['node', 'health.ts', '500'],
      `${runs} GET /healthz answers 500, expected 200`,
    ],
    [
      '/healthz is no HTTP',
      ['node', 'health.ts', 'garbage'],
      `${runs} GET /healthz gets no HTTP answer`,
    ],
    [
      '/healthz is never answered',
      ['node', 'health.ts', 'never'],
      `${runs} GET /healthz gets no HTTP answer`,
    ],
  ] as const)('%s', async ([, command, message], context) => {
    context.expect((await failureOf(command)).message).toBe(message);
  });
});

test('a port that somebody else took is no failure: another port, another start', async () => {
  const dataDir = newFolder();
  await using server = await startServer(startOptions(['node', 'port-in-use.ts'], dataDir));
  const first = readFileSync(join(dataDir, 'tried'), 'utf8');

  expect(existsSync(join(dataDir, 'tried'))).toBe(true);
  expect(server.port).not.toBe(Number(first));
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
});

test('a server that was given up is killed', async () => {
  const end = new AbortController();
  const options = { ...startOptions(['sleep', '600'], newFolder()), signal: end.signal };
  const starting = startServer(options);
  end.abort(new Error('the check is over'));

  await expect(starting).rejects.toThrow('the check is over');
});
