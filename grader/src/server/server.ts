import { mkdir } from 'node:fs/promises';
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
      watch: { ...options, observer: observe(program.tree, options.activity, options.trustProc) },
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
  using poll = pollHealth(server.url);
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
function pollHealth(url: string) {
  let seen = silent;
  let ready = false;
  const stop = new AbortController();
  const agent = new Agent().on('connect', () => (seen = seen === silent ? mute : seen));
  const ask = async () => {
    const timeout = AbortSignal.timeout(30_000);
    const reply = await request(`${url}/healthz`, {
      dispatcher: agent,
      signal: AbortSignal.any([stop.signal, timeout]),
      reset: true,
    });
    await reply.body.dump();
    ready = reply.statusCode === 200;
    seen = `GET /healthz answers ${reply.statusCode}, expected 200`;
  };
  const again = async (): Promise<void> => {
    const refused = await ask().then(
      () => false,
      (error: unknown) => {
        const refused = (error as NodeJS.ErrnoException).code === 'ECONNREFUSED';
        seen = refused ? silent : mute;
        return refused;
      },
    );
    // A refused connection does not reach the program; an answer wakes it, so ask that one seldom.
    if (!ready && !stop.signal.aborted) setTimeout(() => void again(), refused ? 10 : 250).unref();
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
