import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { solutionsFolder } from '../../src/kit/solutions.ts';
import { projectRoot } from '../../src/server/environment.ts';
import { needSolutions } from '../need-solutions.ts';
import { startCommand, stillThere } from './running-command.ts';

beforeEach(needSolutions);

const timeout = 120_000;
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'compare-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A copy of the solution whose measure.ts is this. */
function submissionWith(measure: string): string {
  cpSync(join(projectRoot, 'solutions/01-blog'), folder, { recursive: true });
  writeFileSync(join(folder, 'measure.ts'), measure);
  return folder;
}

describe('compare', { timeout }, () => {
  test('measures both halves, writes the figures and leaves nothing running', async () => {
    const json = join(folder, 'figures.json');
    await using command = startCommand('compare', { submission: solutionsFolder, json });

    await command.see(/author service answers at once, 1 client/);
    const programs = command.programs();
    expect(await command.end()).toBe(0);

    expect(stillThere(programs)).toEqual([]);
    expect(widestLine(command.output())).toBeLessThanOrEqual(Math.max(80, json.length + 20));
    const { rows, code } = JSON.parse(readFileSync(json, 'utf8')) as {
      rows: {
        half: string;
        workers: number | null;
        delayMs: number;
        calls: number;
        span: number;
        mostInFlight: number;
      }[];
      code: { sync: { awaits: number }; async: { awaits: number } };
    };
    expect(rows).toHaveLength(6);
    const [one, four, async] = rows.slice(3);
    expect(one).toMatchObject({ half: 'sync', workers: 1, calls: 24, span: 24, mostInFlight: 1 });
    expect(four?.mostInFlight).toBeLessThanOrEqual(4);
    expect(async).toMatchObject({ half: 'async', calls: 24 });
    // How many meet within the 100 ms that a call takes is the machine's affair.
    expect(async?.mostInFlight).toBeGreaterThan(1);
    expect(async?.mostInFlight).toBeLessThanOrEqual(12);
    expect(code.sync.awaits).toBe(0);
    expect(code.async.awaits).toBeGreaterThan(0);
  });

  test('says what to write first on the starter', async () => {
    await using command = startCommand('compare', { submission: undefined });

    expect(await command.end()).toBe(1);

    expect(command.output()).toContain('sync/app.ts: write GET /posts/:slug first');
    expect(command.output()).toContain('async/app.ts: write GET /posts/:slug first');
    expect(command.output()).toContain('measure.ts: write run() first');
  });

  test('refuses JSON of a wrong shape', async () => {
    const submission = submissionWith('console.log(JSON.stringify({ requests: "three" }));');
    await using command = startCommand('compare', { submission });

    expect(await command.end()).toBe(1);

    expect(command.output()).toMatch(/measure\.ts printed JSON of another shape .*requests/);
  });

  test('escapes what measure.ts prints', async () => {
    const submission = submissionWith('console.error("\\u001b[31mbroken"); process.exit(3);');
    await using command = startCommand('compare', { submission });

    expect(await command.end()).toBe(1);

    expect(command.output()).toContain('measure.ts ended with code 3: \\x1b[31mbroken');
  });

  test('stops when it is told to', async () => {
    await using command = startCommand('compare', { submission: solutionsFolder });
    await command.see(/1\/6/);
    const programs = command.programs();

    command.stop();

    expect(await command.end()).toBe(0);
    expect(stillThere(programs)).toEqual([]);
  });
});

describe('compare tasks', { timeout }, () => {
  test('measures mails and a file by the clock and leaves nothing running', async () => {
    const json = join(folder, 'figures.json');
    await using command = startCommand('compare', {
      exercise: 'tasks',
      submission: solutionsFolder,
      json,
    });

    await command.see(/12 mails together, each accepted after 100 ms: turn 1 of 1/);
    const programs = command.programs();
    expect(await command.end()).toBe(0);

    expect(programs.length).toBeGreaterThanOrEqual(5);
    expect(stillThere(programs)).toEqual([]);
    expect(widestLine(command.output())).toBeLessThanOrEqual(Math.max(80, json.length + 20));
    expect(command.output()).toMatch(/^ {2}sync, 1 worker .*\n {2}sync, 4 workers /m);
    const { rows } = JSON.parse(readFileSync(json, 'utf8')) as { rows: TasksRow[] };
    const [one, four, fourSlots, twelveSlots, syncFile, asyncFile] = rows;
    expect(one).toMatchObject({ half: 'sync', workers: 1, span: 12, mostInFlight: 1 });
    expect(four?.mostInFlight).toBeLessThanOrEqual(4);
    expect(fourSlots).toMatchObject({ half: 'async', concurrency: 4 });
    expect(fourSlots?.mostInFlight).toBeLessThanOrEqual(4);
    expect(twelveSlots?.mostInFlight).toBeGreaterThan(1);
    for (const { answerMs, doneMs } of [one!, four!]) expect(answerMs).toBeGreaterThan(doneMs);
    // Twelve mails of 100 ms each, and a timer may fire up to a millisecond early.
    expect(one?.doneMs).toBeGreaterThanOrEqual(12 * 99);
    expect(syncFile).toMatchObject({ kind: 'file', mebibytes: 1, span: null });
    expect(syncFile?.doneMs).toBe(syncFile?.answerMs);
    expect(asyncFile?.doneMs).toBeGreaterThan(asyncFile?.answerMs ?? Infinity);
  });

  test('says what to write first on the starter', async () => {
    await using command = startCommand('compare', { exercise: 'tasks', submission: undefined });

    expect(await command.end()).toBe(1);

    for (const half of ['sync', 'async']) {
      for (const route of ['/emails', '/files']) {
        expect(command.output()).toContain(`${half}/app.ts: write POST ${route} first`);
      }
    }
  });

  test('says what to mend when a half only pretends', async () => {
    cpSync(join(projectRoot, 'solutions/02-tasks'), folder, { recursive: true });
    for (const half of ['sync', 'async']) writeFileSync(join(folder, half, 'app.ts'), pretending);
    await using command = startCommand('compare', { exercise: 'tasks', submission: folder });

    expect(await command.end()).toBe(1);

    expect(command.output()).toContain('sync/app.ts: mend POST /emails first; it answers 500');
    expect(command.output()).toContain('async/app.ts: mend POST /files first; its task is missing');
  });
});

describe('compare chat', { timeout }, () => {
  test('measures senders and readers by the clock and leaves nothing running', async () => {
    const json = join(folder, 'figures.json');
    await using command = startCommand('compare', {
      exercise: 'chat',
      submission: solutionsFolder,
      json,
    });

    await command.see(/3 readers, 2 messages, one every 100 ms: turn 1 of 1/);
    const programs = command.programs();
    expect(await command.end()).toBe(0);

    expect(programs.length).toBeGreaterThanOrEqual(5);
    expect(stillThere(programs)).toEqual([]);
    expect(widestLine(command.output())).toBeLessThanOrEqual(Math.max(80, json.length + 20));
    const { rows } = JSON.parse(readFileSync(json, 'utf8')) as { rows: ChatRow[] };
    const [one, four, six, async, waiting, asking, waitingAsync, pushed] = rows;
    expect(one).toMatchObject({ half: 'sync', workers: 1, span: 6, mostInFlight: 1 });
    expect(four?.mostInFlight).toBeLessThanOrEqual(4);
    for (const row of [six, async]) {
      expect(row?.mostInFlight).toBeGreaterThan(1);
      expect(row?.mostInFlight).toBeLessThanOrEqual(6);
    }
    // Six messages of 100 ms each, and a timer may fire up to a millisecond early.
    expect(one?.lastMs).toBeGreaterThanOrEqual(6 * 99);
    expect(waiting).toMatchObject({ half: 'sync', workers: 4, way: 'wait' });
    expect(asking).toMatchObject({ half: 'sync', way: 'ask' });
    expect(waitingAsync).toMatchObject({ half: 'async', way: 'wait' });
    // A poll that is late may bring two messages.
    for (const row of [waiting, waitingAsync]) expect(row?.requestsEach).toBeLessThanOrEqual(1);
    expect(pushed).toMatchObject({ half: 'async', way: 'push', requestsEach: 0 });
    expect(Math.min(...rows.map(({ mebibytes }) => mebibytes))).toBeGreaterThan(10);
  });

  test('says what to write first on the starter', async () => {
    await using command = startCommand('compare', { exercise: 'chat', submission: undefined });

    expect(await command.end()).toBe(1);

    for (const half of ['sync', 'async']) {
      expect(command.output()).toContain(`${half}/app.ts: write POST /rooms/:room/messages first`);
    }
    expect(command.output()).toContain('async/app.ts: write GET /ws first');
  });
});

interface ChatRow {
  readonly lastMs: number;
  readonly mostInFlight: number | null;
  readonly requestsEach?: number;
  readonly mebibytes: number;
}

interface TasksRow {
  readonly answerMs: number;
  readonly doneMs: number;
  readonly mostInFlight: number | null;
}

/** A server that breaks at mails, accepts whatever else it is sent, and does nothing. */
const pretending = `
  import { createServer } from 'node:http';
  createServer((request, response) => {
    request.resume().on('end', () => {
      const statuses = { '/healthz': 200, '/emails': 500 };
      response.writeHead(statuses[request.url] ?? 202).end('{}');
    });
  }).listen(Number(process.env.PORT), '127.0.0.1');
`;

function widestLine(text: string): number {
  return Math.max(...text.split('\n').map((line) => line.length));
}
