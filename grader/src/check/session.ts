import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Activity } from '../gate/activity.ts';
import { until } from '../quiet/until.ts';
import type { Program } from '../server/program.ts';
import { startServer, type Server } from '../server/server.ts';
import type { Grading } from './definition.ts';
import { warmUp } from './warm-up.ts';

/** How long a server may take to end after its last answer, as the contract says. */
export const endMs = 15_000;
/** What of a log helps to find a fault. */
const shownLines = 8;

export interface SessionOptions {
  readonly grading: Grading;
  readonly environment: Readonly<Record<string, string>>;
  readonly activity: Activity;
  readonly dataDir: string;
  readonly capMs: number;
  readonly signal: AbortSignal;
}

/** The servers of one check: each start is a fresh process, and all end with the check. */
export interface Session extends AsyncDisposable {
  /** Starts a half; what it stored under an earlier start of the same check is still there. */
  start(half: 'sync' | 'async', variables?: Readonly<Record<string, string>>): Promise<Server>;
  /** Ends a server with SIGTERM, and by force when it does nothing about that. */
  stop(server: Server): Promise<void>;
  /** Ends every process of a server at once, with SIGKILL. */
  kill(server: Server): Promise<void>;
  /** How long the starts took, in milliseconds, added up. */
  startMs(): number;
  /** The last lines that each server printed, and how it ended when it should not have. */
  lastLines(): Promise<string[]>;
}

export function createSession(options: SessionOptions): Session {
  const servers = new AsyncDisposableStack();
  const started: Server[] = [];
  let startMs = 0;
  const { grading, environment, activity, capMs, signal } = options;
  return {
    async start(half, variables = {}) {
      const serverOptions = {
        half,
        command: grading.commands[half] ?? [],
        folder: grading.folder,
        dataDir: join(options.dataDir, half),
        variables: { ...environment, ...variables },
        mark: `${grading.mark}-${randomUUID()}`,
        runFolder: grading.runFolder,
        activity,
        trustProc: grading.trustProc,
        capMs,
        signal,
      };
      // For a single check it would cost more than it saves.
      if (grading.select.title === undefined) await warmUp(serverOptions);
      const begun = performance.now();
      const server = await startServer({
        ...serverOptions,
        // Vitest hands it to the command line, which escapes it.
        ...(grading.verbose && {
          echo: (text: string) => {
            console.log(text);
          },
        }),
      });
      startMs += performance.now() - begun;
      started.push(server);
      return servers.use(server);
    },
    async stop(server) {
      const { program, watch } = server;
      program.signal('SIGTERM');
      const ended = () => program.exit() !== undefined && program.tree.scan().length === 0;
      await until(watch, { met: ended, dueMs: endMs });
      await server[Symbol.asyncDispose]();
    },
    async kill(server) {
      await server[Symbol.asyncDispose]();
    },
    startMs: () => startMs,
    async lastLines() {
      const lines: string[] = [];
      for (const { program, watch } of started) {
        // A server that dies is still printing why.
        await until({ ...watch, capMs: 2000 }, { met: () => true, exactly: true });
        lines.push(...program.log.lastLines(shownLines), ...endOf(program));
      }
      return lines.map((line) => withoutFolder(line, grading.folder));
    },
    [Symbol.asyncDispose]: () => servers.disposeAsync(),
  };
}

function endOf({ exit, killedFor }: Program): string[] {
  const reason = killedFor();
  if (reason !== undefined) return [`(the server was stopped: ${reason})`];
  const { code, signal } = exit() ?? {};
  if (code !== undefined && code !== 0 && code !== 143)
    return [`(the server exited with code ${code})`];
  return signal === undefined || signal === 'SIGTERM'
    ? []
    : [`(the server was killed by ${signal})`];
}

/** Paths as the student knows them, not those of a copy. */
function withoutFolder(line: string, folder: string): string {
  return line.replaceAll(`file://${folder}/`, '').replaceAll(`${folder}/`, '');
}
