import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { processOf, threadsOf } from '../../src/quiet/proc.ts';
import { markedProcesses, processTree } from '../../src/quiet/process-tree.ts';
import { eventually, removeFolder, startFixture, temporaryFolder } from '../fixtures/bench.ts';

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

async function noted(dataDir: string): Promise<number> {
  const file = join(dataDir, 'left');
  return Number(
    await eventually(() => existsSync(file) && readFileSync(file, 'utf8'), 'a process'),
  );
}

test.for(['child', 'session', 'cleared', 'orphan', 'cleared-orphan'])(
  'a process that left as "%s" belongs to the tree and sleeps in it',
  async (way) => {
    const dataDir = newFolder();
    await using program = startFixture(['sh', 'forking.sh', way, 'idle.ts'], dataDir);
    const pid = await noted(dataDir);

    expect(program.tree.scan().map((one) => one.pid)).toContain(pid);
    expect(program.tree.members().map((one) => one.pid)).toContain(pid);
    await eventually(() => threadsOf(pid).get(pid)?.state === 'S', 'it to sleep');
  },
);

test('a process whose first thread ended still belongs to the tree', async () => {
  const dataDir = newFolder();
  await using program = startFixture(['python3', 'leaderless.py'], dataDir);
  const pid = await noted(dataDir);
  await eventually(() => processOf(pid)?.state === 'Z', 'its first thread to end');

  expect(program.tree.scan().map((one) => one.pid)).toContain(pid);
});

test('the tree is empty once the program has ended', async () => {
  await using program = startFixture(['true'], newFolder());
  await program.exited;

  await eventually(() => program.tree.scan().length === 0, 'an empty tree');
  expect(program.tree.members()).toEqual([]);
});

test('the tree of one server holds nothing of another', async () => {
  await using one = startFixture(['sleep', '600'], newFolder());
  await using other = startFixture(['sleep', '600'], newFolder());

  expect(one.tree.scan().map(({ pid }) => pid)).toEqual([one.pid]);
  expect(other.tree.scan().map(({ pid }) => pid)).toEqual([other.pid]);
});

test('a tree is not the grader itself', () => {
  expect(processTree(-1, 'no such mark').scan()).toEqual([]);
  expect(markedProcesses('no such mark')).toEqual([]);
});

test('a program that is named like the fields of its own status is read right', async () => {
  const dataDir = newFolder();
  const name = join(dataDir, 'a) R 1 1 1 (');
  symlinkSync('/bin/sleep', name);
  await using program = startFixture([name, '600'], dataDir);

  await eventually(() => processOf(program.pid ?? 0)?.state === 'S', 'it to sleep');
  expect(processOf(program.pid ?? 0)).toMatchObject({
    parent: process.pid,
    group: program.pid,
    threads: 1,
  });
});
