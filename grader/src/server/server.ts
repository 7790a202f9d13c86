import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { observe } from '../quiet/observe.ts';
import { until, type Watch } from '../quiet/until.ts';
import type { Activity } from '../gate/activity.ts';
import { environmentOf, expandCommand, host } from './environment.ts';
import { lockPort } from './port.ts';
import { startProgram, type Exit, type Program } from './program.ts';
import { StartFailure, StartUndecided } from './start-failure.ts';

/** A running server of a student. */
export interface Server extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  readonly program: Program;
  readonly watch: Watch;
}

export interface ServerOptions {
  /** `sync` or `async`: how messages call this server. */
  readonly half: string;
  readonly command: readonly string[];
  readonly folder: string;
  readonly dataDir: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly mark: string;
  readonly runFolder: string;
  readonly activity: Activity;
  /** False where `/proc` cannot be trusted: then quiet is guessed from the clock. */
  readonly trustProc: boolean;
  readonly capMs: number;
  readonly signal: AbortSignal;
  readonly echo?: (text: string) => void;
}

const portTries = 5;
/** A server that sleeps this long without listening is taken for one that never will. */
const startDueMs = 10_000;
const startCapMs = 60_000;

/**
 * Starts a server and waits until `/healthz` answers 200.
 * Throws `StartFailure` with the reason, or `StartUndecided` when the machine was too slow to tell.
 */
export async function startServer(options: ServerOptions): Promise<Server> {
  await mkdir(options.dataDir, { recursive: true });
  for (let tries = 1; ; tries += 1) {
    const lock = await lockPort();
    const variables = { ...(options.half === 'sync' && { WORKERS: '1' }), ...options.variables };
    const environment = environmentOf({ ...options, variables, port: lock.port });
    const command = expandCommand(options.command, environment);
    const program = startProgram({ ...options, command, environment });
    const server: Server = {
      url: `http://${host}:${lock.port}`,
      port: lock.port,
      program,
      watch: {
        ...options,
        observer: observe(program.tree, options.activity, options.trustProc, lock.port),
      },
      async [Symbol.asyncDispose]() {
        await program[Symbol.asyncDispose]();
        await lock[Symbol.asyncDispose]();
      },
    };
    try {
      await awaitReady(server, options);
      return server;
    } catch (error) {
      await server[Symbol.asyncDispose]();
      if (tries < portTries && /EADDRINUSE|address already in use/i.test(program.log.text))
        continue;
      throw error;
    }
  }
}

async function awaitReady(server: Server, { half, command }: ServerOptions): Promise<void> {
  const { program } = server;
  using poll = pollHealth(server);
  const outcome = await until(
    { ...server.watch, capMs: startCapMs },
    {
      met: () => poll.ready(),
      broken: () => program.exit() !== undefined && program.tree.scan().length === 0,
      dueMs: startDueMs,
      mayBurn: true,
    },
  );
  if (outcome === 'met') return;
  const name = `the ${half} server`;
  const logLines = program.log.lastLines(10);
  const killedFor = program.killedFor();
  if (killedFor !== undefined)
    throw new StartFailure(`${name} was stopped: ${killedFor}`, logLines);
  const exit = program.exit();
  if (exit !== undefined) throw new StartFailure(`${name} ${endedHow(exit, command)}`, logLines);
  if (outcome === 'cap') throw new StartUndecided(`${name} was not ready in time`, logLines);
  throw new StartFailure(`${name} runs, but ${poll.seen()}`, logLines);
}

function endedHow(exit: Exit, command: readonly string[]): string {
  const [program = ''] = command;
  if (exit.error === 'ENOENT') return `did not start: the command "${program}" was not found`;
  if (exit.error !== undefined) return `did not start: ${exit.error} for "${program}"`;
  if (exit.signal !== undefined) return `was killed by ${exit.signal} before it was ready`;
  return `exited with code ${String(exit.code)} before it was ready`;
}

const silent = 'nothing listens on $PORT';
const mute = 'GET /healthz gets no HTTP answer';

/** Asks `/healthz` again and again until it answers 200. */
function pollHealth(server: Server) {
  let seen = silent;
  let ready = false;
  const stop = new AbortController();
  const agent = new Agent({
    connect(_, done) {
      const refused = () => (seen = silent);
      connectOnceHeard(server.port, refused, stop.signal).then(
        (socket) => {
          if (seen === silent) seen = mute;
          done(null, socket);
        },
        (error: unknown) => done(error as Error, null),
      );
    },
  });
  const ask = async () => {
    const timeout = AbortSignal.timeout(30_000);
    const reply = await request(`${server.url}/healthz`, {
      dispatcher: agent,
      signal: AbortSignal.any([stop.signal, timeout]),
      reset: true,
    });
    await reply.body.dump();
    ready = reply.statusCode === 200;
    seen = `GET /healthz answers ${reply.statusCode}, expected 200`;
  };
  const again = async (): Promise<void> => {
    await ask().catch(() => (seen = seen === silent ? silent : mute));
    // Each question wakes the program, so ask seldom.
    if (!ready && !stop.signal.aborted) setTimeout(() => void again(), 250).unref();
  };
  void again();
  return {
    ready: () => ready,
    seen: () => seen,
    [Symbol.dispose]() {
      stop.abort();
      void agent.destroy();
    },
  };
}

/** Connects as soon as somebody listens: a refused connection costs little, and does not reach the program. */
async function connectOnceHeard(
  port: number,
  refused: () => void,
  signal: AbortSignal,
): Promise<Socket> {
  for (;;) {
    signal.throwIfAborted();
    const socket = connect({ port, host });
    try {
      await once(socket, 'connect', { signal });
      return socket;
    } catch {
      socket.destroy();
      refused();
    }
    await delay(10, undefined, { signal });
  }
}
