import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { projectRoot } from '../../src/server/environment.ts';
import { startCommand, stillThere } from './running-command.ts';

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
    await using command = startCommand('compare', { solutions: true, json });

    await command.see(/author service answers at once, 1 client/);
    const programs = command.programs();
    expect(await command.end()).toBe(0);

    expect(stillThere(programs)).toEqual([]);
    expect(
      Math.max(
        ...command
          .output()
          .split('\n')
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(Math.max(80, json.length + 20));
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
    expect(async?.mostInFlight).toBeGreaterThan(4);
    expect(async?.mostInFlight).toBeLessThanOrEqual(12);
    expect(code.sync.awaits).toBe(0);
    expect(code.async.awaits).toBeGreaterThan(0);
  });

  test('says what to write first on the starter', async () => {
    await using command = startCommand('compare', { solutions: false });

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
    await using command = startCommand('compare', { solutions: true });
    await command.see(/1\/6/);
    const programs = command.programs();

    command.stop();

    expect(await command.end()).toBe(0);
    expect(stillThere(programs)).toEqual([]);
  });
});
