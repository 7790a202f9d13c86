import { createHash } from 'node:crypto';
import type { Random } from '../../check/random.ts';

/** What the contract says a file's result is. */
export interface Counted {
  readonly bytes: number;
  readonly lines: number;
  readonly words: number;
  readonly sha256: string;
  readonly topWords: readonly (readonly [string, number])[];
}

const word = /[\p{L}\p{N}]+/gu;
const vocabulary = [
  ...['the', 'of', 'and', 'Wait', 'worker', 'thread', 'queue', 'don’t', 'Größe', 'ÜBER', 'naïve'],
  ...['東京', 'Ωmega', 'привет', '42', '3.14', 'x_y', 'e\u0301', '𝒳', '😀', '\uFEFF'],
];
const ends = [' ', ' ', ' ', ', ', '. ', '\n', '\r\n'];

/** Counts a whole text; made to be plain, not fast. */
export function countText(text: Uint8Array): Counted {
  const decoded = new TextDecoder('utf-8', { ignoreBOM: true }).decode(text);
  const counts = new Map<string, number>();
  let words = 0;
  for (const [found] of decoded.matchAll(word)) {
    const lower = found.toLowerCase();
    counts.set(lower, (counts.get(lower) ?? 0) + 1);
    words += 1;
  }
  return {
    bytes: text.byteLength,
    lines: text.reduce((lines, byte) => lines + (byte === 10 ? 1 : 0), 0),
    words,
    sha256: createHash('sha256').update(text).digest('hex'),
    topWords: [...counts].sort(byCountThenCodePoint).slice(0, 10),
  };
}

/** About this many bytes of words, in many scripts unless given, ending in a line. */
export function textOf(bytes: number, random: Random, words = vocabulary): Buffer {
  const parts: string[] = [];
  for (let length = 0; length < bytes;) {
    const part = pick(words, random) + pick(ends, random);
    parts.push(part);
    length += Buffer.byteLength(part);
  }
  return Buffer.from(`${parts.join('')}\n`);
}

/** Words so long that a text of them is counted ten times as fast: what counts is its size. */
export function longWords(random: Random): string[] {
  return Array.from({ length: 50 }, () => random.word('word'.repeat(20)));
}

/** One text again and again; it must end where no word goes on. */
export interface Repeated {
  readonly bytes: number;
  pieces(): Iterable<Buffer>;
  /** What there is to count, but the hash. */
  readonly counted: Omit<Counted, 'sha256'>;
}

/** A text of at least this many bytes, without holding it in memory. */
export function repeated(text: Buffer, bytes: number): Repeated {
  const times = Math.ceil(bytes / text.length);
  const { lines, words, topWords } = countText(text);
  return {
    bytes: times * text.length,
    *pieces() {
      for (let time = 0; time < times; time += 1) yield text;
    },
    counted: {
      bytes: times * text.length,
      lines: times * lines,
      words: times * words,
      topWords: topWords.map(([found, count]) => [found, times * count]),
    },
  };
}

// UTF-8 sorts as code points do.
function byCountThenCodePoint([a, m]: [string, number], [b, n]: [string, number]): number {
  return n - m || Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function pick<T>(items: readonly T[], random: Random): T {
  return items[random.integer(0, items.length - 1)] as T;
}
