import { execa } from 'execa';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';
import { processes } from '../quiet/proc.ts';
import { markedProcesses, processTree } from '../quiet/process-tree.ts';
import { projectRoot } from './environment.ts';

/** What one grading leaves behind while it runs: its folder, and processes that carry its mark. */
export interface Custody extends AsyncDisposable {
  readonly mark: string;
  readonly runFolder: string;
}

/**
 * Makes the folder and the mark of a grading, and starts a custodian: a process of its own that
 * ends everything of this grading as soon as the grader closes its pipe, also by crashing.
 */
export function takeCustody(): Custody {
  const folder = join(projectRoot, '.overlap');
  mkdirSync(folder, { recursive: true });
  const runFolder = mkdtempSync(join(folder, 'run-'));
  const mark = runFolder.slice(runFolder.lastIndexOf('run-'));
  const cleanUp = [process.execPath, import.meta.filename, runFolder, mark];
  // A shell that waits costs a megabyte; Node starts only when the grader ended without a word.
  const wait = 'read -r word || exec "$@"';
  const custodian = execa('sh', ['-c', wait, 'custodian', ...cleanUp], {
    detached: true,
    cleanup: false,
    reject: false,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { PATH: process.env['PATH'] },
    extendEnv: false,
  });
  return {
    mark,
    runFolder,
    async [Symbol.asyncDispose]() {
      await endAll(runFolder, mark);
      custodian.stdin.end('done\n');
      await custodian;
    },
  };
}

/** Kills what carries the mark or belongs to a noted group until two looks in a row find nothing. */
async function endAll(runFolder: string, mark: string): Promise<void> {
  const trees = new Map(groups(runFolder).map((group) => [group, processTree(group, mark)]));
  for (let looks = 0, clean = 0; clean < 2 && looks < 1000; looks += 1) {
    const members = [...trees.values()].flatMap((tree) => tree.scan());
    const found = [...members, ...markedProcesses(mark)].map(({ pid }) => pid);
    const led = groups(runFolder).map((group) => -group);
    clean = [...led, ...found].filter(isKilled).length === 0 ? clean + 1 : 0;
    await delay(10);
  }
  rmSync(runFolder, { recursive: true, force: true });
}

function isKilled(pid: number): boolean {
  try {
    process.kill(pid, 'SIGKILL');
    return true;
  } catch {
    return false;
  }
}

/** The groups that were noted and are still led, or were left, by who led them then. */
function groups(runFolder: string): number[] {
  const all = processes();
  return notes(join(runFolder, 'groups')).flatMap((text) => {
    const [pid = 0, startedAt = 0] = text.split(' ').map(Number);
    const isTheirs = all.some(
      (one) =>
        one.group === pid &&
        (one.pid === pid
          ? Number(one.startedAt) === startedAt
          : Number(one.startedAt) >= startedAt),
    );
    // Where processes cannot be seen, a note is all there is.
    return pid > 1 && (isTheirs || all.length === 0) ? [pid] : [];
  });
}

/** What the files of a folder say; a student's program can put anything there, so only files are read. */
function notes(folder: string): string[] {
  try {
    const files = readdirSync(folder, { withFileTypes: true }).filter((file) => file.isFile());
    return files.map(({ name }) => readFileSync(join(folder, name), 'utf8').slice(0, 100));
  } catch {
    return [];
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await endAll(process.argv[2] ?? '', process.argv[3] ?? '');
}
