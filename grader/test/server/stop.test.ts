import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { processOf } from '../../src/quiet/proc.ts';
import { logLimit } from '../../src/server/log.ts';
import type { Program } from '../../src/server/program.ts';
import { startServer } from '../../src/server/server.ts';
import {
  eventually,
  removeFolder,
  startFixture,
  startOptions,
  temporaryFolder,
} from '../fixtures/bench.ts';

vi.setConfig({ testTimeout: 60_000 });

let folder: string;
let folders = 0;
beforeAll(() => void (folder = temporaryFolder()));
afterAll(() => removeFolder(folder));

function newFolder(): string {
  const dataDir = join(folder, String((folders += 1)));
  mkdirSync(dataDir);
  return dataDir;
}

function start(...command: string[]) {
  return startServer(startOptions(command, newFolder()));
}

/** Whether a process runs, also one of which the first thread has ended. */
function runs(pid: number): boolean {
  const one = processOf(pid);
  return (
    one !== undefined && (one.state !== 'Z' || (existsSync(`/proc/${pid}/task`) && hasThreads(pid)))
  );
}

function hasThreads(pid: number): boolean {
  return /^Threads:\s+([2-9]|\d\d)/m.test(readFileSync(`/proc/${pid}/status`, 'latin1'));
}

/** Runs a program that leaves a process behind; returns its id and whether it ran until the end. */
async function leave(command: readonly string[]): Promise<{ pid: number; ranBefore: boolean }> {
  const dataDir = newFolder();
  await using _: Program = startFixture(command, dataDir);
  const file = join(dataDir, 'left');
  const pid = Number(
    await eventually(() => existsSync(file) && readFileSync(file, 'utf8'), 'a process'),
  );
  return { pid, ranBefore: runs(pid) };
}

describe('disposing a server ends', () => {
  test('one that ignores every signal it can', async () => {
    const server = await start('node', 'stubborn.ts');
    server.program.signal('SIGTERM');
    await eventually(() => server.program.log.text.includes('no'), 'its answer');
    await server[Symbol.asyncDispose]();

    expect(await server.program.exited).toEqual({ signal: 'SIGKILL' });
  });

  test('one that is stopped', async () => {
    const server = await start('node', 'idle.ts');
    server.program.signal('SIGSTOP');
    await eventually(
      () => server.program.tree.scan().every(({ state }) => state === 'T'),
      'a stop',
    );
    await server[Symbol.asyncDispose]();

    expect(await server.program.exited).toEqual({ signal: 'SIGKILL' });
  });

  test('one that is gone already', async () => {
    const server = await start('node', 'idle.ts');
    server.program.signal('SIGTERM');
    expect(await server.program.exited).toEqual({ signal: 'SIGTERM' });
    await server[Symbol.asyncDispose]();

    expect(server.program.exit()).toEqual({ signal: 'SIGTERM' });
  });

  test.for([
    ['its child', ['sh', 'forking.sh', 'child']],
    ['a child in a session of its own', ['sh', 'forking.sh', 'session']],
    [
      'a child in a session of its own that has none of its environment',
      ['sh', 'forking.sh', 'cleared'],
    ],
    ['a daemon that has neither its session nor its output', ['sh', 'forking.sh', 'orphan']],
    [
      'a daemon that has neither its session nor its environment',
      ['sh', 'forking.sh', 'cleared-orphan'],
    ],
    ['a child of which the first thread has ended', ['python3', 'leaderless.py']],
  ] as const)('%s', async ([, command]) => {
    const { pid, ranBefore } = await leave(command);

    expect(ranBefore).toBe(true);
    expect(runs(pid)).toBe(false);
  });
});

test('a program that cannot be started has exited with the reason', async () => {
  await using program = startFixture(['no-such-command'], newFolder());

  expect(await program.exited).toEqual({ error: 'ENOENT' });
  expect(program.exit()).toEqual({ error: 'ENOENT' });
});

test('a program leaves no note of its group when it is disposed', async () => {
  const dataDir = newFolder();
  const program = startFixture(['sleep', '600'], dataDir);
  const notes = () =>
    readdirSync(join(dataDir, 'groups')).map((file) =>
      readFileSync(join(dataDir, 'groups', file), 'utf8'),
    );

  expect(notes()).toEqual([expect.stringMatching(new RegExp(`^${String(program.pid)} \\d+$`))]);
  await program[Symbol.asyncDispose]();
  expect(notes()).toEqual([]);
});

test('a server that floods its log keeps a megabyte of it, and so does the grader', async () => {
  const before = process.memoryUsage().rss;
  await using server = await start('node', 'flooding.ts');

  const { log, stdout } = server.program;
  expect(log.printed).toBeGreaterThan(120 * 1024 ** 2);
  expect(Buffer.byteLength(log.text)).toBeLessThanOrEqual(logLimit);
  expect(stdout.lastLines(1)).toEqual(['the last line']);
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 ** 2);
});
