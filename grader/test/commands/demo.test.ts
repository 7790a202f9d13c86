import { describe, expect, test } from 'vitest';
import { startCommand, stillThere } from './running-command.ts';

describe('demo', { timeout: 120_000 }, () => {
  test('shows a staircase beside a block and leaves nothing running', async () => {
    await using command = startCommand('demo');
    await command.see(/1\. Synchronous, one worker/);
    const programs = command.programs();

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
    expect(output).toMatch(/^[\x20-\x7e\n]*$/);
    expect(Math.max(...output.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(programs.length).toBeGreaterThanOrEqual(4);
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
