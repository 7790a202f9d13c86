import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { processOf } from '../../src/quiet/proc.ts';
import { markedProcesses } from '../../src/quiet/process-tree.ts';
import { eventually, fixtures } from '../fixtures/bench.ts';

vi.setConfig({ testTimeout: 60_000 });

interface Grader {
  readonly process: ChildProcessByStdio<Writable, Readable, null>;
  readonly mark: string;
  readonly runFolder: string;
  /** The processes that are to be gone when the grader is: the server and what it left. */
  readonly pids: readonly number[];
}

let grader: Grader | undefined;
afterEach(() => grader?.process.kill('SIGKILL'));

async function startGrader(leaves: string): Promise<Grader> {
  const child = spawn(process.execPath, [join(fixtures, 'grader.ts'), leaves], {
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let text = '';
  for await (const chunk of child.stdout) {
    text += String(chunk);
    if (text.endsWith('\n')) break;
  }
  const facts = JSON.parse(text) as { mark: string; runFolder: string; server: number };
  const left = Number(readFileSync(join(facts.runFolder, 'data/left'), 'utf8'));
  return (grader = { ...facts, process: child, pids: [facts.server, left] });
}

function isGone(pid: number): boolean {
  const state = processOf(pid)?.state;
  return state === undefined || state === 'Z';
}

function killAlone(child: Grader['process']): void {
  child.kill('SIGKILL');
}

function signalGroup(name: NodeJS.Signals) {
  return ({ pid = 0 }: Grader['process']): void => void process.kill(-pid, name);
}

function endInput({ stdin }: Grader['process']): void {
  stdin.end();
}

describe('nothing of a grading is left when its grader', () => {
  test.for([
    ['is killed', 'session', killAlone],
    ['is killed and a daemon left its session', 'orphan', killAlone],
    ['is killed and a child has none of its environment', 'cleared', killAlone],
    ['is interrupted with its group, as by Ctrl-C', 'session', signalGroup('SIGINT')],
    ['is hung up with its group, as by a closed terminal', 'session', signalGroup('SIGHUP')],
    ['ends by itself', 'session', endInput],
  ] as const)('%s', async ([, leaves, end]) => {
    const { mark, runFolder, pids, process } = await startGrader(leaves);
    expect(pids.map(isGone)).toEqual([false, false]);
    expect(existsSync(runFolder)).toBe(true);

    end(process);

    await eventually(() => !existsSync(runFolder), 'the run folder to be removed');
    expect(pids.map(isGone)).toEqual([true, true]);
    expect(markedProcesses(mark)).toEqual([]);
  });
});
