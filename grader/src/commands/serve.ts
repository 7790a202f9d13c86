import { Activity } from '../gate/activity.ts';
import { HttpGate } from '../gate/http-gate.ts';
import { escape } from '../report/escape.ts';
import { arrivalLine, hangUpLine, roundLine } from '../serve/call-lines.ts';
import { onEnter } from '../serve/enter-key.ts';
import { watchHangUps } from '../serve/hang-ups.ts';
import { introLines } from '../serve/intro.ts';
import { logLines } from '../serve/log-lines.ts';
import { openRoutes } from '../serve/open-routes.ts';
import { answerAfter, holdAll, type Arrival } from '../gate/pace.ts';
import { playgroundOf, type Playground } from '../serve/playground.ts';
import { startHalf } from '../serve/start-half.ts';
import { stopServer } from '../serve/stop-server.ts';
import { terminalOf, type Terminal } from '../serve/terminal.ts';
import { openWorkspace, type Workspace } from '../submission/workspace.ts';
import { StartFailure } from '../server/start-failure.ts';
import { exerciseNamed } from '../submission/exercises.ts';

/** What is served, and how its dependency answers. */
export interface ServeOptions {
  readonly solutions?: boolean;
  readonly submission?: string;
  /** Milliseconds that the dependency takes for an answer. */
  readonly delay: number;
  /** Calls wait until Enter releases all of them. */
  readonly hold: boolean;
  readonly plain: boolean;
}

type Half = 'sync' | 'async';

interface Scene {
  readonly half: Half;
  readonly options: ServeOptions;
  readonly playground: Playground;
  readonly workspace: Workspace;
  readonly gate: HttpGate;
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
  const playground = playgroundOf(exerciseNamed(exercise));
  await using workspace = await openWorkspace(exercise, options);
  const activity = new Activity();
  await using gate = await HttpGate.start(activity, playground.answer);
  const terminal = terminalOf(options.plain);
  try {
    await run({ half, options, playground, workspace, gate, terminal, signal });
  } catch (error) {
    if (signal.aborted) return;
    if (!(error instanceof StartFailure)) throw error;
    terminal.print('', terminal.pen.paint('red', escape(error.message)));
    process.exitCode = 1;
  }
}

async function run(scene: Scene): Promise<void> {
  const { half, options, playground, workspace, gate, terminal, signal } = scene;
  using log = logLines((line) => terminal.print(`${half} server: ${line}`));
  const workers = half === 'sync' ? workersOf(process.env['WORKERS']) : undefined;
  await using server = await startHalf(workspace, {
    half,
    activity: gate.activity,
    signal,
    echo: log.take,
    variables: {
      ...playground.variables(gate.url, options.hold ? patientMs : timeoutMs),
      ...(workers !== undefined && { WORKERS: String(workers) }),
    },
  });
  const open = await openRoutes(server.url, playground.written, signal);
  const urls = { server: server.url, dependency: gate.url };
  terminal.print(...introLines({ ...scene, workers, open, urls, timeoutMs }));

  const stop = new AbortController();
  const ended = AbortSignal.any([signal, stop.signal]);
  const calls = showCalls(scene, ended);
  const exit = await Promise.race([server.program.exited, aborted(signal)]);
  calls[Symbol.dispose]();
  if (exit === undefined) terminal.print('', await stopServer(server.program));
  else {
    log[Symbol.dispose]();
    const how =
      exit.signal === undefined ? `with exit code ${exit.code ?? '?'}` : `by ${exit.signal}`;
    const why = server.program.killedFor();
    const text = `The ${half} server ended ${why === undefined ? `by itself, ${how}` : `because ${why}`}.`;
    terminal.print('', terminal.pen.paint('red', escape(text)));
    process.exitCode = 1;
  }
  stop.abort();
  gate.activity.touch();
}

/** Paces the dependency and prints what arrives at it. */
function showCalls({ options, gate, terminal }: Scene, signal: AbortSignal): Disposable {
  const { pen, print } = terminal;
  const begun = performance.now();
  const seconds = () => (performance.now() - begun) / 1000;
  const arrived: Arrival = ({ label }, inFlight) =>
    print(arrivalLine({ seconds: seconds(), label, inFlight }, pen));
  const stack = new DisposableStack();
  stack.use(options.hold ? holdAll(gate, arrived) : answerAfter(gate, options.delay, arrived));
  if (options.hold) {
    stack.use(
      onEnter(() => {
        const { round } = gate;
        const released = gate.release().length;
        const text = released === 0 ? 'no call waits' : roundLine(round, released);
        print(pen.paint('green', text));
      }),
    );
  }
  const gaveUp = (label: string, waitedMs: number) =>
    print(pen.paint('yellow', hangUpLine({ seconds: seconds(), label, waitedMs }, pen)));
  void watchHangUps(gate, ({ label }, waitedMs) => gaveUp(label, waitedMs), signal);
  return stack;
}

function workersOf(text = ''): number {
  return /^[1-9]\d{0,2}$/.test(text) ? Number(text) : 1;
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}
