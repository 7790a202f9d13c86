import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { penFor } from '../../src/report/pen.ts';
import { answeredLine, arrivalLine, hangUpLine, roundLine } from '../../src/serve/call-lines.ts';
import { sampleLines } from '../../src/serve/curl.ts';
import { introLines, type Intro } from '../../src/serve/intro.ts';
import { limitOf } from '../../src/serve/limit.ts';
import { logLines } from '../../src/serve/log-lines.ts';
import { blogPlayground } from '../../src/serve/playgrounds/blog.ts';
import { chatPlayground } from '../../src/serve/playgrounds/chat.ts';
import { tasksPlayground } from '../../src/serve/playgrounds/tasks.ts';

const pen = penFor({ color: false, ascii: true, width: 80 });
const playgrounds = [blogPlayground, tasksPlayground, chatPlayground];
const url = 'http://127.0.0.1:31999';

const intro: Intro = {
  half: 'sync',
  options: { delay: 200, hold: false },
  playground: blogPlayground,
  workspace: { exercise: '01-blog', shownFolder: 'exercises/01-blog' },
  terminal: { pen },
  limit: { variable: 'WORKERS', unit: 'worker', usual: 1, count: 1 },
  open: [],
  urls: { server: url, dependency: 'http://127.0.0.1:40000' },
  timeoutMs: 5000,
};

describe('the lines of calls', () => {
  test('say when, what and how many', () => {
    expect(arrivalLine({ seconds: 1.234, label: 'GET /authors/ada', inFlight: 3 }, pen)).toBe(
      '   1.23 s  GET /authors/ada                     in flight   3 ###',
    );
    const end = { seconds: 2, label: 'GET /authors/ada', waitedMs: 99.6 };
    expect(hangUpLine({ ...end, noun: 'call' }, pen)).toBe(
      '   2.00 s  GET /authors/ada: the server gave this call up after 100 ms',
    );
    expect(answeredLine({ ...end, label: 'mail to ada', how: 'accepted' }, pen)).toBe(
      '   2.00 s  mail to ada                          accepted after 100 ms',
    );
    expect([roundLine(3, 6, 'call'), roundLine(4, 1, 'mail')]).toEqual([
      'round 3: 6 calls released',
      'round 4: 1 mail released',
    ]);
  });

  test('are escaped and fit into 80 columns', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 90 }), fc.nat(500), (label, inFlight) => {
        const line = arrivalLine({ seconds: 12, label, inFlight }, pen);
        expect(line).toMatch(/^[\x20-\x7e]*$/);
        expect(line.length).toBeLessThanOrEqual(80);
      }),
    );
  });
});

describe('the introduction', () => {
  test.each(playgrounds)('fits into 80 columns ($dependency)', (playground) => {
    for (const hold of [true, false]) {
      const options = { delay: 9000, hold };
      const lines = introLines({ ...intro, playground, options, open: ['GET /posts/:slug'] });
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    }
  });

  test('says how much a half does at once, and how to change that', () => {
    const limit = limitOf(tasksPlayground, 'async', {})!;
    const told = introLines({ ...intro, half: 'async', playground: tasksPlayground, limit });
    expect(told[0]).toContain('async half with 4 slots');
    expect(told).toContain('With more slots: put CONCURRENCY=12 before the command.');
    const changed = introLines({ ...intro, limit: { ...limit, count: 12 } });
    expect(changed.join('\n')).not.toContain('With more');
  });

  test('tells of a TODO and of a delay that the server should not wait for', () => {
    expect(introLines(intro).join('\n')).not.toMatch(/TODO|504/);
    const told = introLines({
      ...intro,
      open: ['GET /posts/:slug'],
      options: { delay: 5000, hold: false },
    });
    expect(told.join('\n')).toMatch(
      /answer 501:\n {2}GET \/posts\/:slug\nLook for TODO: in sync\/app\.ts/,
    );
    expect(told).toContain('The server should give up after 5000 ms and answer 504.');
  });

  test.each(playgrounds)('has commands that a shell understands ($dependency)', (playground) => {
    const script = sampleLines(playground, url, pen).join('\n');
    expect(() => execFileSync('sh', ['-n'], { input: script })).not.toThrow();
    expect(script).toContain(`curl ${url}${playground.samples.at(-1)!.path}\n`);
    // Outside of quotes these end a command, or are replaced by the names of files.
    expect(script.replaceAll(/'[^']*'/g, '')).not.toMatch(/[&?]/);
  });
});

describe('limitOf', () => {
  test('takes what the environment says, when that is a number from 1', () => {
    const counts = ['7', '0', 'many', undefined].map(
      (WORKERS) => limitOf(blogPlayground, 'sync', { WORKERS })?.count,
    );
    expect(counts).toEqual([7, 1, 1, 1]);
    expect(limitOf(blogPlayground, 'async', { CONCURRENCY: '7' })).toBeUndefined();
  });
});

describe('logLines', () => {
  function linesOf(pieces: readonly string[], now?: () => number): string[] {
    const lines: string[] = [];
    const log = logLines((line) => lines.push(line), now);
    for (const piece of pieces) log.take(piece);
    log[Symbol.dispose]();
    return lines;
  }

  test('joins pieces and escapes them', () => {
    expect(linesOf(['one\ntw', 'o\r\n\u001b[31mred', '\n', 'end'])).toEqual([
      'one',
      'two',
      '\\x1b[31mred',
      'end',
    ]);
  });

  test('are the same however the output was cut', () => {
    const text = 'first\nsecond\n\nthird';
    fc.assert(
      fc.property(fc.array(fc.nat(text.length)), (cuts) => {
        const at = [0, ...cuts.toSorted((a, b) => a - b), text.length];
        const pieces = at.slice(1).map((end, index) => text.slice(at[index], end));
        expect(linesOf(pieces)).toEqual(text.split('\n'));
      }),
    );
  });

  test('does not follow a flood', () => {
    let time = 0;
    const lines = linesOf(['x\n'.repeat(1000)], () => time);
    expect(lines).toHaveLength(201);
    expect(lines.at(-1)).toBe('(800 more lines, too many to show)');
    const log = logLines(
      (line) => lines.push(line),
      () => time,
    );
    log.take('x\n'.repeat(300));
    time = 1001;
    log.take('after\n');
    expect(lines.slice(-2)).toEqual(['(100 more lines, too many to show)', 'after']);
  });

  test('cuts a line that never ends', () => {
    expect(Math.max(...linesOf(['y'.repeat(100_000)]).map((line) => line.length))).toBeLessThan(
      520,
    );
  });
});
