import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { mkdir } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { environmentOf, expandCommand } from '../../server/environment.ts';
import { startProgram, type Exit } from '../../server/program.ts';
import type { Server } from '../../server/server.ts';
import type { Workspace } from '../../submission/workspace.ts';
import { CompareProblem } from '../problem.ts';
import type { Load } from './plan.ts';
import { readSummary, type Summary } from './summary.ts';

export interface MeasureOptions {
  readonly server: Pick<Server, 'url' | 'port'>;
  readonly path: string;
  readonly load: Pick<Load, 'requests' | 'clients'>;
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
}

/**
 * Runs the submission's own load generator on one address.
 * Returns `undefined` when it did not end in time; throws a `CompareProblem` when its output is of no use.
 */
export async function runMeasure(
  { custody, folder, manifest }: Workspace,
  { server, path, load, deadlineMs, signal }: MeasureOptions,
): Promise<Summary | undefined> {
  const { command } = manifest.measure ?? {};
  if (command === undefined)
    throw new CompareProblem('submission.json names no "measure" command.');
  const id = randomUUID();
  const dataDir = join(custody.runFolder, `measure-${id}`);
  await mkdir(dataDir, { recursive: true });
  const mark = `${custody.mark}-${id}`;
  const environment = environmentOf({
    port: server.port,
    dataDir,
    runFolder: custody.runFolder,
    mark,
    variables: {},
  });
  await using program = startProgram({
    command: [...expandCommand(command, environment), ...argumentsFor(server.url + path, load)],
    folder,
    environment,
    mark,
    runFolder: custody.runFolder,
  });
  const exit = await within(program.exited, deadlineMs, signal);
  if (exit === undefined) return undefined;
  const summary = await outputOf(() => readSummary(program.stdout.text, load.requests));
  if (typeof summary !== 'string' && exit.code === 0) return summary;
  throw problemWith(exit, program.log.lastLines(50), typeof summary === 'string' ? summary : '');
}

function argumentsFor(url: string, { requests, clients }: MeasureOptions['load']): string[] {
  const numbers = ['--requests', String(requests), '--concurrency', String(clients)];
  return ['--url', url, ...numbers, '--json'];
}

/** Resolves to `undefined` when the time is up; throws the reason of the signal. */
async function within<T>(
  promise: Promise<T>,
  ms: number,
  signal: AbortSignal,
): Promise<T | undefined> {
  const end = Promise.withResolvers<undefined>();
  const timer = setTimeout(end.resolve, ms);
  const abort = () => end.reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    signal.throwIfAborted();
    return await Promise.race([promise, end.promise]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}

/** The last of a program's output may arrive a moment after its exit. */
async function outputOf(read: () => Summary | string): Promise<Summary | string> {
  const until = performance.now() + 1000;
  for (;;) {
    const found = read();
    if (typeof found !== 'string' || performance.now() > until) return found;
    await setImmediate();
  }
}

function problemWith(exit: Exit, lines: readonly string[], why: string): CompareProblem {
  if (exit.error !== undefined) {
    return new CompareProblem(
      `The "measure" command of submission.json does not start: ${exit.error}.`,
    );
  }
  if (lines.some((line) => line.includes('not written yet'))) {
    return new CompareProblem(
      'measure.ts: write run() first; every figure in the table comes from it.',
    );
  }
  const how = exit.signal ?? `code ${exit.code ?? '?'}`;
  const told =
    exit.code === 0 ? `measure.ts ${why}.` : `measure.ts ended with ${how}: ${errorIn(lines)}`;
  return new CompareProblem(
    told,
    'Try it by hand: node measure.ts --url URL --requests 3 --concurrency 2 --json',
  );
}

function errorIn(lines: readonly string[]): string {
  return (
    lines.find((line) => /^\w*Error\b|: error\b/i.test(line)) ??
    lines.at(-1) ??
    'it printed nothing'
  );
}
