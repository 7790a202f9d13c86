import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { processes, processOf, type Process } from '../../src/quiet/proc.ts';

const deadlineMs = 60_000;
const entry = join(import.meta.dirname, 'fixtures/start-command.ts');

/** A command that runs as a person would have started it. */
export interface RunningCommand extends AsyncDisposable {
  /** What it has printed so far, also on stderr. */
  readonly output: () => string;
  /** Waits until the output has this pattern. */
  see(pattern: RegExp): Promise<RegExpExecArray>;
  type(text: string): void;
  stop(): void;
  /** The programs that it has started. */
  programs(): readonly Process[];
  /** Waits for its exit code. */
  end(): Promise<number | null>;
}

/** Starts a command, on the blog unless the options say otherwise; disposing it kills it, which must never be needed. */
export function startCommand(name: string, options: object = {}): RunningCommand {
  const words = [entry, name, JSON.stringify({ exercise: 'blog', ...options })];
  const child = spawn(process.execPath, words);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      child.emit('printed');
    });
  }
  const closed = once(child, 'close', { signal: AbortSignal.timeout(2 * deadlineMs) });
  closed.catch(() => undefined);
  return {
    output: () => output,
    async see(pattern) {
      const signal = AbortSignal.timeout(deadlineMs);
      for (;;) {
        const found = pattern.exec(output);
        if (found !== null) return found;
        const printed = once(child, 'printed', { signal });
        const ended = closed.then(() => Promise.reject(new Error('the command has ended')));
        await Promise.race([printed, ended]).catch((error: unknown) => {
          if (pattern.test(output)) return;
          throw new Error(`expected ${String(pattern)}, got (${String(error)}):\n${output}`);
        });
      }
    },
    type: (text) => void child.stdin.write(text),
    stop: () => void child.kill('SIGTERM'),
    programs: () => processes().filter(({ parent }) => parent === child.pid),
    async end() {
      const [code] = (await closed) as [number | null];
      return code;
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await closed;
    },
  };
}

/** Those of the processes that have not ended. */
export function stillThere(some: readonly Process[]): readonly Process[] {
  return some.filter(({ pid, startedAt }) => {
    const now = processOf(pid);
    return now?.startedAt === startedAt && now.state !== 'Z';
  });
}
