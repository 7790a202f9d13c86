import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ctrf } from '../../../src/report/emit/ctrf.ts';
import { cases, hostile, mixed, part, unfinished } from './cases.ts';

const schemaFile = join(import.meta.dirname, '../../fixtures/schemas/ctrf.schema.json');
// The formats it names are looked at below.
const isCtrf = new Ajv({ allErrors: true, validateFormats: false, strict: false }).compile(
  JSON.parse(readFileSync(schemaFile, 'utf8')) as object,
);

interface Report {
  readonly timestamp: string;
  readonly results: {
    readonly summary: Readonly<Record<string, number>>;
    readonly extra: {
      readonly complete: boolean;
      readonly score: Readonly<Record<string, number>>;
    };
    readonly tests: readonly {
      readonly name: string;
      readonly status: string;
      readonly rawStatus: string;
      readonly message?: string;
      readonly stdout?: readonly string[];
      readonly attachments?: readonly { readonly path: string }[];
      readonly extra: { readonly earned: number; readonly undecided: boolean };
    }[];
  };
}

const reportOf = (results: Parameters<typeof ctrf.emit>[0]) =>
  JSON.parse(ctrf.emit(results, {})) as Report;

test.each(cases)('%s fits the schema', (_, results) => {
  isCtrf(JSON.parse(ctrf.emit(results, {})));

  expect(isCtrf.errors).toBeNull();
});

test('looks as it did', async () => {
  await expect(ctrf.emit([mixed, part], {})).toMatchFileSnapshot('golden/ctrf.txt');
});

test('what nobody could decide is "other", and says what it was', () => {
  const { tests, summary } = reportOf([mixed]).results;

  expect(tests.map(({ status, rawStatus }) => [status, rawStatus])).toEqual([
    ['passed', 'passed'],
    ['passed', 'passed'],
    ['failed', 'failed'],
    ['other', 'inconclusive'],
    ['skipped', 'skipped'],
    ['other', 'errored'],
    ['passed', 'passed'],
  ]);
  expect(summary).toMatchObject({
    tests: 7,
    passed: 3,
    failed: 1,
    skipped: 1,
    other: 2,
    suites: 1,
  });
});

test('the points of the tests add up to the score', () => {
  const { tests, extra } = reportOf([mixed, part]).results;

  expect(tests.reduce((sum, { extra }) => sum + extra.earned, 0)).toBe(
    extra.score['earned']! + extra.score['bonus']!,
  );
});

test('times are those of all exercises together, in whole milliseconds', () => {
  const { results, timestamp } = reportOf([mixed, part]);

  expect(results.summary).toMatchObject({
    start: Date.parse('2026-03-02T10:00:00Z'),
    stop: Date.parse('2026-03-02T10:00:50.500Z'),
    duration: 50_300,
  });
  expect(timestamp).toBe('2026-03-02T10:00:50.500Z');
});

test('a timeline is attached as text', () => {
  const { tests } = reportOf([mixed]).results;

  const path = tests.find(({ attachments }) => attachments !== undefined)!.attachments![0]!.path;

  const [, data = ''] = path.split('base64,');
  expect(Buffer.from(data, 'base64').toString()).toContain(
    'in flight: 2, 2, 2; expected 50 in flight at once',
  );
});

test('a grading that is not over says so', () => {
  const { extra, tests } = reportOf([unfinished]).results;

  expect(extra.complete).toBe(false);
  expect(extra.score).toMatchObject({ earned: 18, decided: 18, undecided: 82, possible: 100 });
  expect(tests.at(-1)!.extra.undecided).toBe(true);
});

describe('a hostile program', () => {
  const text = ctrf.emit([hostile], {});

  test('puts no control character and no lone surrogate into the report', () => {
    const strings: string[] = [];
    JSON.parse(text, (_, value: unknown) => {
      if (typeof value === 'string') strings.push(value);
      return value;
    });

    expect(strings.join('')).not.toMatch(/[\p{Cc}\p{Cs}\u202E\u2028]/u);
  });

  test('cannot make the report huge', () => {
    expect(
      Math.max(...reportOf([hostile]).results.tests.map(({ name }) => name.length)),
    ).toBeLessThan(2100);
  });
});
