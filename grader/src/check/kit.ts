import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { inject, test as base } from 'vitest';
import { Activity } from '../gate/activity.ts';
import type { Server } from '../server/server.ts';
import { admit } from './admission.ts';
import type { CheckRecord } from './definition.ts';
import { Inconclusive } from './errors.ts';
import './matchers.ts';
import { randomOf, type Random } from './random.ts';
import { startLoad, type Load, type LoadRun } from './measure.ts';
import { createSession, type Session, type SessionOptions } from './session.ts';

/** What a check can ask for beside the fixtures of its exercise. */
export interface Kit {
  /** What the check leaves for the result. */
  record: CheckRecord;
  activity: Activity;
  random: Random;
  /** Ends the check at its wall cap. */
  deadline: AbortSignal;
  /** How many requests a volley has here: a third where quiet is guessed, for each round takes longer. */
  sized: (requests: number) => number;
  dataDir: string;
  /** The exercise's URLs and limits, for every server of the check. */
  variables: Readonly<Record<string, string>>;
  surroundings: SessionOptions;
  session: Session;
  /** Starts the student's load generator. */
  load: (load: Load) => LoadRun;
  /** The server of the half that the check looks at. */
  server: Server;
  syncServer: Server;
  asyncServer: Server;
}

/** Past this a check is inconclusive, whatever it waits for. */
const wallCapMs = 180_000;
/** Past this the gate is opened and nothing is said. */
const gateCapMs = 60_000;

/** Vitest's `test` with the fixtures that every exercise has. */
export const kit = base.extend<Kit>({
  record: [
    async ({ task, skip, signal }, use) => use(await admit(task, skip, signal)),
    { auto: true },
  ],
  activity: async ({ record: _ }, use) => use(new Activity()),
  random: async ({ task }, use) => use(randomOf(inject('grading').seed, task.name)),
  deadline: async ({ record: _ }, use) => {
    const end = new AbortController();
    const late = new Inconclusive(`the check took longer than ${wallCapMs / 1000} s`);
    const timer = setTimeout(() => end.abort(late), wallCapMs);
    await use(end.signal);
    clearTimeout(timer);
    end.abort(new Error('the check is over'));
  },
  sized: async ({ record: _ }, use) =>
    use((requests) => (inject('grading').trustProc ? requests : requests / 3)),
  dataDir: async ({ record: _ }, use) => {
    const folder = await mkdtemp(join(inject('grading').runFolder, 'data-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
  variables: {},
  surroundings: async ({ record, activity, deadline, dataDir, variables }, use) =>
    use({
      grading: inject('grading'),
      environment: { ...variables, ...record.definition.environment },
      activity,
      dataDir,
      capMs: gateCapMs,
      signal: deadline,
    }),
  session: async ({ surroundings, record, task }, use) => {
    await using session = createSession(surroundings);
    await use(session);
    record.startMs = (record.startMs ?? 0) + session.startMs();
    if (task.result?.errors !== undefined) record.logLines = await session.lastLines();
  },
  load: async ({ surroundings }, use) => use((load) => startLoad(load, surroundings)),
  server: async ({ session, record }, use) => use(await session.start(halfOf(record))),
  syncServer: async ({ session }, use) => use(await session.start('sync')),
  asyncServer: async ({ session }, use) => use(await session.start('async')),
});

function halfOf({ definition: { part } }: CheckRecord): 'sync' | 'async' {
  if (part === 'sync' || part === 'async') return part;
  throw new Error(`a check of "${part}" has no server of its own`);
}

export { wallCapMs };
