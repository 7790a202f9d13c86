import { beforeEach, describe, expect, test } from 'vitest';
import { needSolutions } from '../need-solutions.ts';
import { startCommand, stillThere } from './running-command.ts';

beforeEach(needSolutions);

describe('demo', { timeout: 120_000 }, () => {
  test('shows a staircase beside a block and leaves nothing running', async () => {
    await using command = startCommand('demo');
    await command.see(/1\. Synchronous, one worker/);
    const programs = [...command.programs()];

    for (const act of [/8\. Synchronous: first the mail/, /11\. All twelve say something/]) {
      await command.see(act);
      programs.push(...command.programs());
    }
    expect(await command.end()).toBe(0);

    const output = command.output();
    expect(output).toContain('36 rounds: a staircase');
    expect(output).toContain('9 rounds: four readers');
    expect(output).toContain('1 round: a block');
    expect(output).toMatch(
      /sync, 1 worker +36 +36 +1\n.*sync, 4 workers +36 +9 +4\n.*async +36 +1 +36/s,
    );
    expect(output).toMatch(/sync, 1 worker +no answer before the page is done/);
    expect(output).toMatch(/sync, 4 workers +answers at once\n +async +answers at once/);
    expect(output).toContain('12 rounds, and in the first of them nobody had his answer');
    expect(output.replaceAll('\n', ' ')).toContain(
      '3 rounds, and in the first of them, while the mail server held everything, all 12 clients had their answer',
    );
    expect(output).toMatch(/sync, 1 worker +12 +12 +1\nasync, 4 slots +12 +3 +4\n/);
    expect(output).toMatch(/sync, 1 worker +12 +12 +1\nasync +12 +1 +12\n/);
    expect(output).toMatch(/sync, 1 worker +the cellar is silent.*\n +async +the cellar talks/);
    expect(output).toMatch(
      /sync, 1 worker +0 of 12 +\d+\nsync, 13 workers +12 of 12 +\d+\nasync +12 of 12 +\d+\n/,
    );
    expect(output).toMatch(/^[\x20-\x7e\n]*$/);
    expect(Math.max(...output.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(programs.length).toBeGreaterThanOrEqual(7);
    expect(stillThere(programs)).toEqual([]);
  });

  test('stops when it is told to', async () => {
    await using command = startCommand('demo');
    await command.see(/1\. Synchronous, one worker/);
    const programs = command.programs();

    command.stop();

    expect(await command.end()).toBe(0);
    expect(stillThere(programs)).toEqual([]);
  });
});
