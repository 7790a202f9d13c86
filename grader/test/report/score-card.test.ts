import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scoreCard } from '../../src/report/score-card.ts';
import { withoutKept } from '../../src/result/kept.ts';
import type { CheckResult, Result } from '../../src/result/model.ts';
import { blog, samples } from './samples.ts';
import { check, result, timeline } from './results.ts';
import { stringWidth } from './string-width.ts';

const readers = 'fifty readers are served at once';
const plain = { color: false, ascii: false, width: 80 };
const cardOf = (some: Result, style = {}) => scoreCard(some, { ...plain, ...style });
const failing = (title: string, facts = {}) =>
  check(title, { verdict: 'failed', message: `expected 200, got 500 in ${title}`, ...facts });
const inFull = (card: string) => /─\n. \w+: (.*)\n/.exec(card)?.[1];
const lastBlock = (card: string) => card.trimEnd().split('\n\n').at(-1) ?? '';

test('the card of a serial server is the one a reader approved', async () => {
  await expect(cardOf(samples['serial'] ?? blog())).toMatchFileSnapshot('serial-card.txt');
});

describe('the list of checks', () => {
  test('says each verdict in a word, without colour', () => {
    const verdicts = ['passed', 'failed', 'skipped', 'inconclusive', 'errored'] as const;
    const card = cardOf(result(verdicts.map((verdict) => check(`is ${verdict}`, { verdict }))));

    for (const verdict of verdicts) expect(card).toMatch(new RegExp(`${verdict} +is ${verdict}`));
    expect(card).not.toContain('\u001B');
  });

  test('groups by part and theme, whatever the order of the checks', () => {
    const card = cardOf(
      result([
        check('a', { part: 'comparison', theme: 'speedup' }),
        check('b', { part: 'async', theme: 'faults' }),
        check('c', { part: 'sync' }),
        check('d', { part: 'async', theme: 'overlap' }),
        check('e', { part: 'async', theme: 'faults' }),
      ]),
    );

    expect(card.match(/^\w+ · \w+$/gm)).toEqual([
      'sync · functional',
      'async · faults',
      'async · overlap',
      'comparison · speedup',
    ]);
    expect(card).toMatch(/passed {2}b .*\n.*passed {2}e /);
  });

  test('shows what was earned at the right, and nothing for a prerequisite that passes', () => {
    const card = cardOf(
      result([
        check('starts', { tier: 'prerequisite', points: 0 }),
        failing('half', { points: 16, earned: 12 }),
        check('unseen', { verdict: 'inconclusive', points: 8 }),
      ]),
    );

    expect(card).toMatch(/starts$/m);
    expect(card).toMatch(/half +12\/16$/m);
    expect(card).toMatch(/unseen +\?\/8$/m);
  });

  test('says what a skipped check waits for, once for neighbours', () => {
    const skipped = (title: string, needs: string) => check(title, { verdict: 'skipped', needs });
    const card = cardOf(
      result([skipped('a', 'starts'), skipped('b', 'starts'), skipped('c', 'sends')]),
    );

    expect(card).toContain('these 2 wait for "starts"');
    expect(card).toContain(' waits for "sends"');
  });
});

describe('the check in full', () => {
  test('is the first core failure, although a stretch one stands before it', () => {
    const checks = [check('a'), failing('b', { tier: 'stretch' }), failing('c'), failing('d')];

    const card = cardOf(result(checks));

    expect(inFull(card)).toBe('c');
    expect(card).toMatch(/Also failed\n {2}async: d {2}expected .*\n {2}async: b {2}expected/);
  });

  test('is a failed prerequisite before all', () => {
    const checks = [failing('c'), failing('starts', { tier: 'prerequisite', points: 0 })];

    expect(inFull(cardOf(result(checks)))).toBe('starts');
  });

  test('has the message, the hint, the volley, the log and the command', () => {
    const replay = 'npm run grade -- blog --check "fifty" --seed 42';
    const logLines = Array.from({ length: 14 }, (_, index) => `line ${index + 1}`);
    const hint = 'One at a time usually means a blocked event loop.';
    const facts = { hint, logLines, replay, timelines: [timeline(50, 1)] };

    const card = cardOf(result([failing('fifty', facts)]));

    expect(card).toContain('expected 200, got 500 in fifty');
    expect(card).toContain(`Hint: ${hint}`);
    expect(card).toContain('in flight: 1, 1, 1, 1, 1, 1, 1, 1 … expected 50 in flight at once');
    expect(card).toContain('work 50, span 50, most in flight 1');
    expect(card).toMatch(/│ line 14$/m);
    expect(card).not.toMatch(/│ line 4$/m);
    expect(card).toContain(`    ${replay}\n`);
  });

  test('explains the code of a system error', () => {
    const card = cardOf(result([failing('a', { message: 'expected 200, got ECONNREFUSED' })]));

    expect(card.replaceAll(/\s+/g, ' ')).toContain('usually means that the server is not running');
  });

  test('is an undecided check when nothing failed, and says that no points are lost', () => {
    const card = cardOf(result([check('a'), check('b', { verdict: 'inconclusive' })]));

    expect(inFull(card)).toBe('b');
    expect(card.replaceAll(/\s+/g, ' ')).toContain('no points are lost');
  });
});

describe('the score', () => {
  const unseen = check('unseen', { verdict: 'inconclusive', points: 10 });

  test('is points of all points', () => {
    const card = cardOf(
      result([check('a', { points: 70 }), failing('b', { tier: 'stretch', points: 30 })]),
    );

    expect(card).toContain('Score: 70 of 100 points\n');
    expect(card).toContain('core 70 of 70, stretch 0 of 30');
  });

  test('names what is undecided', () => {
    const card = cardOf(result([check('a', { points: 72 }), failing('b', { points: 18 }), unseen]));

    expect(card).toContain('Score: 72 of 90 points decided, 10 undecided\n');
    expect(card).toContain('core 72 of 90 (10 undecided)');
  });

  test('tells in one line what only an instructor decides', () => {
    const told = "\n  10 points decided by your instructor's run\n";

    expect(cardOf(blog({}, { heldBack: 10 }))).toContain(told);
    expect(cardOf(blog({}, { heldBack: 1 }))).toContain("1 point decided by your instructor's run");
    expect(cardOf(blog())).not.toContain('instructor');
  });

  test('is that of the checks that ran when not all were asked for', () => {
    expect(cardOf(blog({}, { complete: false }))).toContain('(of the checks that ran');
    expect(cardOf(blog())).not.toContain('checks that ran');
  });

  test('is provisional where quiet cannot be observed, and says how it becomes final', () => {
    const card = cardOf(blog({}, { mode: 'provisional' })).replaceAll('\n', ' ');

    expect(card).toContain('no "failed" is final');
    expect(card).toMatch(/Linux.*\/proc.*CI.*container.*WSL/);
    expect(cardOf(blog())).not.toContain('Provisional');
  });
});

describe('the last block', () => {
  test('guides a starter to its first core check', () => {
    const next = lastBlock(cardOf(samples['starter'] ?? blog()));

    expect(next).toMatch(/^Next: make "lists the posts, newest first" pass \(sync, core\)/);
    expect(next).toContain('No core check of the sync part passes yet');
    expect(next).toContain(
      'npm run grade -- blog --check "lists the posts, newest first" --seed 42',
    );
    expect(next).toContain('npm run grade -- blog --next');
    expect(next).toContain('exercises/01-blog/README.md');
  });

  test('asks to grade again when something is undecided', () => {
    const next = lastBlock(cardOf(samples['inconclusive'] ?? blog()));

    expect(next).toBe('Next: grade again, to decide what is undecided\n  npm run grade -- blog');
  });

  test('asks for the rest when only some checks ran', () => {
    expect(lastBlock(cardOf(blog({}, { complete: false })))).toContain('grade the whole exercise');
  });

  test('congratulates with the speedup when all passed', () => {
    const card = cardOf(blog());

    expect(card).toContain('Well done: every check passed. Speedup: 12 x.');
    expect(cardOf(samples['serial'] ?? blog())).not.toContain('Well done');
    expect(lastBlock(card)).toMatch(/^Next: /);
  });

  test('names the graded folder when it is not the exercise itself', () => {
    const card = cardOf(result([check('a')], { complete: false, submission: 'solutions/01-blog' }));

    expect(card).toContain('npm run grade -- blog --submission solutions/01-blog\n');
  });

  test('exists when nothing ran', () => {
    expect(lastBlock(cardOf(result([])))).toMatch(/^Next: no check ran/);
  });
});

test('a measurement stands beside its prediction', () => {
  const measurements = [
    {
      name: 'r',
      label: 'rounds',
      value: 18,
      unit: 'rounds',
      interval: [17, 19] as [number, number],
      predicted: 12,
    },
    { name: 't', label: 'time', value: 0.03149, unit: 's' },
  ];

  const card = cardOf(blog({}, { measurements }));

  expect(card).toContain('rounds  you predicted 12, measured 18 rounds (17 to 19)');
  expect(card).toContain('time    0.0315 s');
});

describe('whatever a program printed', () => {
  const widths = [20, 33, 55, 56, 80, 100, 200];

  test.each(Object.entries(samples))('%s fits its width', (_, sample) => {
    for (const width of widths) {
      const widest = Math.max(...cardOf(sample, { width }).split('\n').map(stringWidth));
      expect(widest).toBeLessThanOrEqual(width);
    }
  });

  test('colour changes no letter', () => {
    const card = cardOf(blog({ [readers]: { verdict: 'failed' } }), { color: true });

    expect(card).toContain('\u001B[31m');
    expect(stripVTControlCharacters(card)).toBe(cardOf(blog({ [readers]: { verdict: 'failed' } })));
  });

  test('no control character comes through, and no line is too wide', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.constantFrom(
        '\u001B[2J\u001B[31m',
        'a\rb\u0007',
        '\u202Eabc',
        '日本語'.repeat(40),
        'x'.repeat(5000),
      ),
    );
    const style = fc.record({ width: fc.integer({ min: 20, max: 120 }), ascii: fc.boolean() });
    fc.assert(
      fc.property(fc.array(text, { minLength: 8, maxLength: 8 }), style, (texts, style) => {
        const card = cardOf(hostile(texts), style);

        const lines = card.split('\n');
        expect(card.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(Math.max(...lines.map(stringWidth))).toBeLessThanOrEqual(style.width);
        if (style.ascii) expect(card).toMatch(/^[\n\x20-\x7E]*$/);
      }),
      { numRuns: 300 },
    );
  });
});

function hostile([
  title = '',
  message = '',
  hint = '',
  log = '',
  label = '',
  needs = '',
  theme = '',
  unit = '',
]: string[]) {
  const calls = [
    { label, from: 1, to: 2 },
    { label: log, from: 2 },
  ];
  const facts = {
    message,
    hint,
    theme,
    logLines: [log, label],
    timelines: [{ ...timeline(2, 1), expected: unit, calls }],
  };
  return result(
    [failing(title, facts), failing(hint, facts), check(theme, { verdict: 'skipped', needs })],
    {
      exercise: theme,
      submission: label,
      measurements: [{ name: 'speedup', label, value: 1.5, unit, predicted: message }],
    },
  );
}

test('of what is kept from students the card has only the sums, and nothing to do about them', () => {
  const kept = {
    visibility: 'hidden',
    tier: 'stretch',
    message: 'secret',
    replay: 'secret',
  } as const;
  const card = (...checks: CheckResult[]) => cardOf(withoutKept(result(checks)), { ascii: true });
  const failed = check('secret', { ...kept, verdict: 'failed' });

  const text = card(check('is seen'), failed);
  const both = card(failed, check('is seen', { verdict: 'failed' }));

  for (const one of [text, both]) expect(one).not.toContain('secret');
  expect(text).toMatch(
    /x failed {2}stretch checks that your instructor keeps: 0 of 4\s+stretch +0\/4/,
  );
  expect(text).not.toMatch(/Next:|Well done|Run this check again/);
  expect(both).toContain('Next: make "is seen" pass');
  expect(both).not.toContain('Also failed');
});
