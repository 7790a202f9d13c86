import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { until } from './until.ts';

export interface RunningApp extends AsyncDisposable {
  readonly port: number;
  readonly url: string;
  readonly pid: number;
  readonly exited: Promise<{ code: number | null; signal: string | null }>;
  stdout(): string;
  stderr(): string;
  signal(name: NodeJS.Signals): void;
}

export type Variables = Readonly<Record<string, string>>;

/** Starts a fixture in a process group of its own and waits until it listens or has ended. */
export async function startApp(name: string, variables: Variables = {}): Promise<RunningApp> {
  const app = spawnApp(name, variables);
  let ended = false;
  void app.exited.then(() => (ended = true));
  const listening = (): string | undefined => /listening on (\S+)/.exec(app.stdout())?.[1];
  await until(() => ended || listening() !== undefined, `${name} listens or ends`);
  const url = listening() ?? '';
  return { ...app, url, port: Number(url.split(':').at(-1)) };
}

function spawnApp(name: string, variables: Variables): Omit<RunningApp, 'url' | 'port'> {
  const path = fileURLToPath(new URL(`./fixtures/${name}.ts`, import.meta.url));
  const { PATH = '' } = process.env;
  const TMPDIR = mkdtempSync(join(tmpdir(), 'sync-server-test-'));
  const child = spawn(process.execPath, [path], {
    detached: true,
    env: { PATH, TMPDIR, PORT: '0', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const pid = child.pid ?? 0;
  const exited = exitOf(child);
  const kill = (): void => killGroup(pid);
  // A test that timed out never gets to its disposal.
  process.once('exit', kill);
  return {
    pid,
    exited,
    stdout: collect(child.stdout),
    stderr: collect(child.stderr),
    signal: (signal) => void child.kill(signal),
    [Symbol.asyncDispose]: async () => {
      kill();
      process.off('exit', kill);
      await exited;
      rmSync(TMPDIR, { recursive: true });
    },
  };
}

async function exitOf(child: ChildProcessByStdio<null, Readable, Readable>) {
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  return { code, signal };
}

function collect(stream: Readable): () => string {
  let text = '';
  stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  return () => text;
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The whole group has already ended.
  }
}
