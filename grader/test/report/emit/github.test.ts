import { describe, expect, test } from 'vitest';
import { annotations, fence } from '../../../src/report/emit/github-annotations.ts';
import { summary } from '../../../src/report/emit/github-summary.ts';
import { check, result } from '../results.ts';
import { cases, hostile, hostileTexts, mixed, part, unfinished } from './cases.ts';

const mebibyte = 1024 * 1024;

/** Reads a line as https://github.com/actions/runner does (ActionCommand.cs). */
function commandOf(line: string) {
  const parsed = /^\s*::([\w-]+)(?: (.*?))?::(.*)$/s.exec(line);
  if (parsed === null) throw new Error(`no command: ${line}`);
  const [, name = '', properties = '', data = ''] = parsed;
  const undo = (text: string) =>
    text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
  const titles = properties.split(',').map((one) => one.replace(/^title=/, ''));
  const [title = ''] = titles;
  return {
    name,
    properties: titles.length,
    title: undo(title.replaceAll('%3A', ':').replaceAll('%2C', ',')),
    message: undo(data),
  };
}

const commandsOf = (text: string) => text.trimEnd().split('\n').map(commandOf);

describe('annotations', () => {
  test.each(cases)('%s: at most ten of each kind', (_, results) => {
    const names = commandsOf(annotations(results)).map(({ name }) => name);

    for (const kind of ['error', 'warning', 'notice']) {
      expect(names.filter((name) => name === kind).length).toBeLessThanOrEqual(10);
    }
    expect(names.every((name) => ['error', 'warning', 'notice'].includes(name))).toBe(true);
  });

  test('a failure is an error with its hint; what is undecided a warning; the score a notice', () => {
    expect(commandsOf(annotations([mixed, part]))).toMatchObject([
      {
        name: 'error',
        title: '01-blog async: fifty readers are served at once',
        message: expect.stringMatching(
          /^failed: expected 50 .*\nHint: Too few .*\nnpm run grade/,
        ) as string,
      },
      { name: 'error', title: '02-tasks async: a mail is sent in the background' },
      { name: 'warning', message: expect.stringMatching(/^errored: expected a gate/) as string },
      { name: 'warning', message: expect.stringMatching(/^inconclusive: expected 502/) as string },
      {
        name: 'notice',
        title: 'Score: 10 of 30 points decided, 15 undecided, bonus +5',
        message: expect.stringMatching(
          /Undecided points[^]*no "failed" is final[^]*not a whole/,
        ) as string,
      },
    ]);
  });

  test('core comes first, and the eleventh is in the tenth', () => {
    const checks = Array.from({ length: 11 }, (_, index) =>
      check(`is check ${index}`, { verdict: 'failed', tier: index < 10 ? 'stretch' : 'core' }),
    );

    const errors = commandsOf(annotations([result(checks)])).filter(({ name }) => name === 'error');

    expect(errors).toHaveLength(10);
    expect(errors[0]!.title).toBe('01-blog async: is check 10');
    expect(errors[9]).toMatchObject({
      title: 'and 2 more',
      message: '01-blog async: is check 8\n01-blog async: is check 9',
    });
  });

  test.each(hostileTexts)('no command comes of %j', (text) => {
    const [only, ...others] = commandsOf(
      annotations([result([check(`says ${text}`, { verdict: 'failed', message: text })])]),
    );

    expect(only!.name).toBe('error');
    expect(only!.properties).toBe(1);
    expect(only!.title).toMatch(/^01-blog async: says /);
    expect(others.map(({ name }) => name)).toEqual(['notice']);
  });

  test('what the runner takes back is what was said', () => {
    const message = 'expected 100%, got 5%0A: a, b::c';
    const title = 'says 50%, %2C and 5:1';

    const [error] = commandsOf(
      annotations([result([check(title, { verdict: 'failed', message })])]),
    );

    expect(error!.title).toBe(`01-blog async: ${title}`);
    expect(error!.message).toContain(`failed: ${message}\n`);
  });
});

test('the fence stops commands until its token comes', () => {
  expect(fence('f00d')).toEqual({ begin: '::stop-commands::f00d\n', end: '::f00d::\n' });
});

describe('summary', () => {
  test('looks as it did', async () => {
    await expect(summary([mixed, part], mebibyte)).toMatchFileSnapshot('golden/summary.txt');
  });

  test.each(cases)('%s fits, whatever room there is', (_, results) => {
    for (const room of [mebibyte, 20_000, 1000, 10, 0]) {
      expect(Buffer.byteLength(summary(results, room))).toBeLessThanOrEqual(room);
    }
  });

  test('says what was left out', () => {
    const text = summary([hostile], 100_000);

    expect(text).toContain('## Overlap');
    expect(text.trimEnd()).toMatch(/More was found than a summary can hold\.$/);
  });

  test('a grading that is not over says so', () => {
    const text = summary([unfinished], mebibyte);

    expect(text).toContain('82 undecided');
    expect(text).toContain('not a whole grading');
    expect(text).toMatch(/\? inconclusive \|.*\| \?\/6 \|/);
  });

  describe('a hostile program', () => {
    const text = summary([hostile], 64 * mebibyte);
    const outside = withoutCode(text);

    test('opens no element and ends no block', () => {
      expect(outside.match(/<[^>]*>/g)?.every((tag) => /^<\/?(details|summary)>$/.test(tag))).toBe(
        true,
      );
      expect(outside.match(/<details>/g)).toHaveLength(hostile.checks.length * (3 / 4));
      expect(outside.match(/<\/details>/g)).toHaveLength(hostile.checks.length * (3 / 4));
    });

    test('makes no heading, no link, no bold text and no cell', () => {
      expect(outside.match(/^#+ .*/gm)).toHaveLength(2);
      expect(withoutDetails(outside)).not.toContain('[link](');
      expect(withoutDetails(outside)).not.toMatch(/\*\*bold/);
      const rows = outside.split('\n').filter((line) => line.startsWith('| '));
      expect(rows.every((row) => row.match(/(?<!\\)\|/g)?.length === 6)).toBe(true);
    });
  });
});

/** The text without its fenced blocks, which end at a fence as long as the first. */
function withoutCode(text: string): string {
  return text.replace(/^(`{3,})text\n[^]*?\n\1$/gm, '');
}

function withoutDetails(text: string): string {
  return text.replace(/<details>[^]*?<\/details>/g, '');
}
