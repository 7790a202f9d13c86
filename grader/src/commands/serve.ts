import { escape } from '../report/escape.ts';
import { introLines } from '../serve/intro.ts';
import { limitOf } from '../serve/limit.ts';
import { logLines } from '../serve/log-lines.ts';
import { openRoutes } from '../serve/open-routes.ts';
import { playgroundOf, type Half, type Playground } from '../serve/playground.ts';
import { showCalls } from '../serve/show-calls.ts';
import { startPair } from '../serve/start-pair.ts';
import { stopServer } from '../serve/stop-server.ts';
import { terminalOf, type Terminal } from '../serve/terminal.ts';
import { openWorkspace, type Workspace } from '../submission/workspace.ts';
import type { Exit } from '../server/program.ts';
import { StartFailure } from '../server/start-failure.ts';
import { exerciseNamed } from '../submission/exercises.ts';

/** What is served, and how its dependency answers. */
export interface ServeOptions {
  readonly submission?: string;
  /** Milliseconds that the dependency takes for an answer. */
  readonly delay: number;
  /** Calls wait until Enter releases all of them. */
  readonly hold: boolean;
  readonly plain: boolean;
}

interface Scene {
  readonly half: Half;
  readonly options: ServeOptions;
  readonly playground: Playground;
  readonly workspace: Workspace;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

/** The time-out that the server is given for one call; with `hold` a person needs longer. */
const [timeoutMs, patientMs] = [5000, 3_600_000];

/**
 * Runs one half of an exercise beside its dependency, until the signal stops it.
 * Sets exit code 1 when the server does not start or ends by itself.
 */
export async function serve(
  exercise: string,
  half: Half,
  options: ServeOptions,
  signal: AbortSignal,
): Promise<void> {
  const playground = await playgroundOf(exerciseNamed(exercise));
  await using workspace = await openWorkspace(exercise, options);
  const terminal = terminalOf(options.plain);
  try {
    await run({ half, options, playground, workspace, terminal, signal });
  } catch (error) {
    if (signal.aborted) return;
    if (!(error instanceof StartFailure)) throw error;
    terminal.print('', terminal.pen.paint('red', escape(error.message)));
    process.exitCode = 1;
  }
}

async function run(scene: Scene): Promise<void> {
  const { half, options, playground, workspace, terminal, signal } = scene;
  using log = logLines((line) => terminal.print(`${half} server: ${line}`));
  const limit = limitOf(playground, half, process.env);
  await using pair = await startPair(workspace, playground, {
    half,
    timeoutMs: options.hold ? patientMs : timeoutMs,
    signal,
    echo: log.take,
    variables: limit === undefined ? {} : { [limit.variable]: String(limit.count) },
  });
  const { gate, server } = pair;
  const open = await routesToWrite(scene);
  const urls = { server: server.url, dependency: gate.url };
  terminal.print(...introLines({ ...scene, limit, open, urls, timeoutMs }));

  const stop = new AbortController();
  const calls = showCalls(scene, gate, AbortSignal.any([signal, stop.signal]));
  const exit = await Promise.race([server.program.exited, aborted(signal)]);
  calls[Symbol.dispose]();
  if (exit === undefined) terminal.print('', await stopServer(server.program));
  else {
    log[Symbol.dispose]();
    const text = `The ${half} server ended ${endedHow(exit, server.program.killedFor())}.`;
    terminal.print('', terminal.pen.paint('red', escape(text)));
    process.exitCode = 1;
  }
  stop.abort();
  gate.activity.touch();
}

/** Tries the routes on a server of their own: one that is written does what it is asked, and keeps it. */
async function routesToWrite({ half, playground, workspace, signal }: Scene): Promise<string[]> {
  await using pair = await startPair(workspace, playground, {
    half,
    timeoutMs,
    signal,
    variables: {},
  });
  return await openRoutes(pair.server.url, playground.routes, signal);
}

function endedHow({ code, signal }: Exit, killedFor: string | undefined): string {
  if (killedFor !== undefined) return `because ${killedFor}`;
  return `by itself, ${signal === undefined ? `with exit code ${code ?? '?'}` : `by ${signal}`}`;
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}
