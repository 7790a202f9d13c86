import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { countFile, countFileSync } from '../shared/count-file.ts';
import { createCounter } from '../shared/counter.ts';
import { countWhole } from './count.ts';

/** Texts with what is hard about them: letters of every length, case that depends on its place, cuts. */
const fragment = fc.oneof(
  fc.constantFrom(
    'a',
    'B',
    ' ',
    '\n',
    '\r\n',
    '\uFEFF',
    'ß',
    'İ',
    'Σ',
    'ΟΔΟΣ',
    'é',
    'e\u0301',
    '東京',
  ),
  fc.constantFrom('７', '٣', '𝒳', '𐐀', '\uFF21', '😀', '_', "'", '-', 'word', 'another-word', '\0'),
  fc.string({ unit: 'binary', maxLength: 5 }),
);
const text = fc.array(fragment, { maxLength: 60 }).map((parts) => Buffer.from(parts.join('')));
/** Starts of characters without their end, ends without a start, surrogates, bytes that mean nothing. */
const broken = fc.constantFrom(
  'ff',
  'c3',
  'e282',
  'f09f98',
  '80',
  'eda080',
  'c0af',
  'f4908080',
  'efbbbf',
  '41',
);
const bytes = fc.oneof(
  text,
  fc.uint8Array({ maxLength: 60 }).map((array) => Buffer.from(array)),
  fc
    .array(
      fc.oneof(
        text,
        broken.map((hex) => Buffer.from(hex, 'hex')),
      ),
      { maxLength: 12 },
    )
    .map((parts) => Buffer.concat(parts)),
);

const folder = mkdtempSync(join(tmpdir(), 'counter-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('pieces count as the whole, wherever they are cut', () => {
  fc.assert(
    fc.property(bytes, fc.array(fc.nat(400), { maxLength: 8 }), (whole, cuts) => {
      expect(countPieces(whole, cuts)).toEqual(countWhole(whole));
    }),
    { numRuns: 3000 },
  );
});

test('single bytes count as the whole', () => {
  fc.assert(
    fc.property(bytes, (whole) => {
      expect(countPieces(whole, [...whole.keys()])).toEqual(countWhole(whole));
    }),
    { numRuns: 500 },
  );
});

test('one cut at every place counts as the whole', () => {
  const whole = Buffer.from('\uFEFFΟΔΟΣ Straße 東京\r\n𝒳𐐀 e\u0301 İX\n\xff end');
  for (const at of whole.keys()) expect(countPieces(whole, [at])).toEqual(countWhole(whole));
});

test('equal counts are in the order of code points', () => {
  const whole = Buffer.from('\uFF21 𐐀 b a ñ 1');
  expect(createWith(whole).topWords.map(([word]) => word)).toEqual([
    '1',
    'a',
    'b',
    'ñ',
    '\uFF41',
    '𐐨',
  ]);
});

test('only ten words are given', () => {
  const whole = Buffer.from(Array.from({ length: 50 }, (_, at) => `w${at % 23} `).join(''));
  expect(createWith(whole)).toEqual(countWhole(whole));
  expect(createWith(whole).topWords).toHaveLength(10);
});

test('a word as long as the file is put together once', () => {
  const piece = Buffer.alloc(64 * 1024, 'Ab');
  const counter = createCounter();
  const before = performance.now();
  for (let count = 0; count < 256; count += 1) counter.add(piece);
  const { words, topWords } = counter.result();
  expect([words, topWords[0]?.[0].length]).toEqual([1, 256 * piece.length]);
  expect(performance.now() - before).toBeLessThan(20_000);
});

test.each([0, 1, 64 * 1024 - 1, 64 * 1024, 64 * 1024 + 1, 200_000])(
  'a file of %d bytes counts alike in one piece and in many, with progress',
  async (size) => {
    const whole = Buffer.from('Größe 東京 1 2\n'.repeat(20_000)).subarray(0, size);
    const path = join(folder, String(size));
    writeFileSync(path, whole);
    const told: number[][] = [[], []];

    expect(countFileSync(path, (progress) => told[0]?.push(progress))).toEqual(countWhole(whole));
    expect(await countFile(path, (progress) => told[1]?.push(progress))).toEqual(countWhole(whole));

    for (const progress of told) {
      expect(progress).toEqual(progress.toSorted((a, b) => a - b));
      expect(progress.at(-1)).toBe(size === 0 ? undefined : 1);
    }
  },
);

test('a count that is given up ends', async () => {
  const path = join(folder, 'given-up');
  writeFileSync(path, 'text');
  await expect(countFile(path, undefined, AbortSignal.abort())).rejects.toThrow();
});

function countPieces(whole: Uint8Array, cuts: readonly number[]) {
  const counter = createCounter();
  const places = [0, ...cuts.filter((cut) => cut < whole.length), whole.length].sort(
    (a, b) => a - b,
  );
  places.forEach((from, at) => counter.add(whole.subarray(from, places[at + 1] ?? whole.length)));
  return counter.result();
}

function createWith(whole: Uint8Array) {
  const counter = createCounter();
  counter.add(whole);
  return counter.result();
}
