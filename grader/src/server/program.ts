import { execa } from 'execa';
import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { processOf } from '../quiet/proc.ts';
import { outputsOf, processTree, type ProcessTree } from '../quiet/process-tree.ts';
import { killGroup } from './kill-group.ts';
import { limitMemory } from './limits.ts';
import { ServerLog } from './log.ts';

/** How a program ended; `reason` says why the grader killed it, if it did. */
export interface Exit {
  readonly code?: number;
  readonly signal?: NodeJS.Signals;
  /** Why it could not be started at all, such as `ENOENT`. */
  readonly error?: string;
}

/** A student's program: a child in its own process group whose output is kept. */
export interface Program extends AsyncDisposable {
  readonly pid: number | undefined;
  readonly tree: ProcessTree;
  readonly log: ServerLog;
  readonly stdout: ServerLog;
  readonly exited: Promise<Exit>;
  readonly exit: () => Exit | undefined;
  /** Set when the grader killed the program for a limit that it broke. */
  readonly killedFor: () => string | undefined;
  signal(name: NodeJS.Signals): void;
}

export interface ProgramOptions {
  readonly command: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly mark: string;
  /** The folder of the grading: running groups are noted there for whoever cleans up after a crash. */
  readonly runFolder: string;
  readonly echo?: (text: string) => void;
}

/** Starts a program; disposing it kills every process of its tree and waits until all are gone. */
export function startProgram(options: ProgramOptions): Program {
  const [file = '', ...args] = options.command;
  const child = execa(file, args, {
    cwd: options.folder,
    env: options.environment,
    extendEnv: false,
    detached: true,
    cleanup: false,
    buffer: false,
    reject: false,
    stdin: 'ignore',
    encoding: 'buffer',
  });
  const [log, stdout] = [new ServerLog(), new ServerLog()];
  log.follow(child.stdout, options.echo);
  log.follow(child.stderr, options.echo);
  stdout.follow(child.stdout);

  const { pid, nodeChildProcess } = child;
  const forget = pid === undefined ? () => undefined : note(join(options.runFolder, 'groups'), pid);
  let ended: Exit | undefined;
  const exited = new Promise<Exit>((resolve) => {
    nodeChildProcess.once('exit', (code, signal) =>
      resolve((ended = code === null ? { signal: signal ?? 'SIGKILL' } : { code })),
    );
    nodeChildProcess.once('error', (error: NodeJS.ErrnoException) =>
      resolve((ended ??= { error: error.code ?? error.message })),
    );
  });
  // Without a process there is nothing that `exit` could come from.
  void child.then((result) => (ended ??= { error: result.code ?? 'unknown' }));

  const tree = processTree(pid ?? -1, options.mark, pid === undefined ? [] : outputsOf(pid));
  const limits = limitMemory(tree, () => killTree(tree, pid));
  return {
    pid,
    tree,
    log,
    stdout,
    exited,
    exit: () => ended,
    killedFor: limits.broken,
    signal: (name) => kill(pid, name),
    async [Symbol.asyncDispose]() {
      limits[Symbol.dispose]();
      await endTree(tree, pid);
      forget();
    },
  };
}

/** Kills a tree until nothing of it is left; throws when that takes more than ten seconds. */
async function endTree(tree: ProcessTree, pid: number | undefined): Promise<void> {
  for (let tries = 0; tries < 2000; tries += 1) {
    killTree(tree, pid);
    if (tree.scan().length === 0) return;
    await delay(5);
  }
  throw new Error(
    `processes are left behind: ${tree
      .members()
      .map(({ pid }) => pid)
      .join(', ')}`,
  );
}

function killTree(tree: ProcessTree, pid: number | undefined): void {
  // Once the parents are gone, nothing tells whose child a process was.
  tree.scan();
  if (pid !== undefined) killGroup(pid);
  for (const member of tree.scan()) kill(member.pid, 'SIGKILL');
}

function kill(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself.
  }
}

/** Notes a group for the custodian; nobody can know the name beforehand. */
function note(folder: string, pid: number): () => void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, randomUUID());
  writeFileSync(file, `${pid} ${processOf(pid)?.startedAt ?? ''}`, { flag: 'wx' });
  return () => rmSync(file, { force: true });
}
