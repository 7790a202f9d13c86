import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { observe } from '../quiet/observe.ts';
import { until, type Watch } from '../quiet/until.ts';
import { environmentOf } from '../server/environment.ts';
import { startProgram, type Program } from '../server/program.ts';
import { expectSoon } from './await.ts';
import { CheckFailure } from './errors.ts';
import type { SessionOptions } from './session.ts';

const shownLines = 8;
/** A time-out that does not fire while the gate holds. */
const patientMs = 120_000;

const latency = z.number().nonnegative().nullable();

/** What a load generator prints. */
const reportSchema = z.object({
  requests: z.int(),
  succeeded: z.int(),
  failed: z.int(),
  seconds: z.number(),
  latencyMs: z.object({
    min: latency,
    mean: latency,
    p50: latency,
    p90: latency,
    p99: latency,
    max: latency,
  }),
});

export type LoadReport = z.infer<typeof reportSchema>;

export interface Load {
  readonly url: string;
  readonly requests: number;
  readonly concurrency: number;
  /** How long a request may take; 120 s unless given, so that none ends while the gate holds it. */
  readonly timeoutMs?: number;
}

/** A run of the student's load generator. */
export interface LoadRun extends AsyncDisposable {
  readonly watch: Watch;
  /** When it was started, in milliseconds of `performance.now()`. */
  readonly startedAt: number;
  readonly ended: () => boolean;
  /** Waits for its end and reads what it printed; `dueMs` is the time that its duties take. */
  report(dueMs?: number): Promise<LoadReport>;
}

/** Starts the student's load generator against an address of the grader. */
export function startLoad(load: Load, options: SessionOptions): LoadRun {
  const { grading, dataDir, activity, capMs, signal } = options;
  const { runFolder } = grading;
  const mark = `${grading.mark}-${randomUUID()}`;
  const program = startProgram({
    command: [...(grading.commands['measure'] ?? []), ...argumentsOf(load)],
    folder: grading.folder,
    environment: environmentOf({ port: 0, dataDir, runFolder, mark, variables: {} }),
    mark,
    runFolder,
  });
  const watch = {
    activity,
    capMs,
    signal,
    observer: observe(program.tree, activity, grading.trustProc),
  };
  const ended = () => program.exit() !== undefined;
  return {
    watch,
    startedAt: performance.now(),
    ended,
    report: async (dueMs = 0) => {
      await expectSoon(watch, { met: ended, dueMs }, 'measure.ts to end');
      return readReport(program, watch);
    },
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}

function argumentsOf({ url, requests, concurrency, timeoutMs = patientMs }: Load): string[] {
  const counts = ['--requests', String(requests), '--concurrency', String(concurrency), '--json'];
  return ['--url', url, ...counts, '--timeout', String(timeoutMs)];
}

async function readReport(program: Program, watch: Watch): Promise<LoadReport> {
  // What it printed can come after the news of its end.
  await until({ ...watch, capMs: 1000 }, { met: () => true, exactly: true });
  const logLines = program.log.lastLines(shownLines);
  const { code, signal, error } = program.exit() ?? {};
  if (code !== 0) {
    const how = code ?? signal ?? error ?? 'nothing';
    const options = { hintless: true, logLines };
    throw new CheckFailure(`expected measure.ts to exit with 0, got ${how}`, options);
  }
  const parsed = reportSchema.safeParse(jsonOf(program.stdout.text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const at = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
  const what = `${at}${issue?.message ?? 'something else'}`;
  const options = { hintless: true, logLines };
  throw new CheckFailure(
    `expected one JSON object with the report on stdout, got ${what}`,
    options,
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
