import { createHash } from 'node:crypto';
import type { FileResult } from '../shared/task.ts';

/** What the contract says of a file, straightforward and with the whole file in memory. */
export function countWhole(bytes: Uint8Array): FileResult {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const words = (text.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.toLowerCase());
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const sorted = [...counts].sort(([a, x], [b, y]) => y - x || compareCodePoints(a, b));
  return {
    bytes: bytes.length,
    lines: text.split('\n').length - 1,
    words: words.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    topWords: sorted.slice(0, 10),
  };
}

function compareCodePoints(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => Array.from(text, (one) => one.codePointAt(0) ?? 0));
  for (let at = 0; ; at += 1) {
    const difference = (left![at] ?? -1) - (right![at] ?? -1);
    if (difference !== 0 || at >= left!.length) return difference;
  }
}
