import { createHash } from 'node:crypto';

import type { FileResult } from './task.ts';
import { topWords } from './top-words.ts';

const word = /[\p{L}\p{N}]+/gu;

/** Counts a text that comes in pieces, cut anywhere: what lies across a cut is counted once. */
export function createCounter() {
  const hash = createHash('sha256');
  // It keeps the bytes of a character that is not complete, and leaves a byte-order mark in.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const counts = new Map<string, number>();
  let bytes = 0;
  let lines = 0;
  let words = 0;
  // Of the word at the end of the last piece, which may go on. It is put together once, when it is
  // over: a word as long as the file would else be looked through again with each piece.
  let open: string[] = [];

  const count = (found: string) => {
    const lower = found.toLowerCase();
    const before = counts.get(lower);
    words += 1;
    counts.set(before === undefined ? copyOf(lower) : lower, (before ?? 0) + 1);
  };
  const close = () => {
    if (open.length > 0) count(open.join(''));
    open = [];
  };
  const read = (text: string) => {
    if (text === '') return;
    const found = text.match(word) ?? [];
    const [first] = found;
    if (first === undefined || !text.startsWith(first)) close();
    const last = found.at(-1);
    const tail = last !== undefined && text.endsWith(last) ? found.pop() : undefined;
    if (open.length > 0 && found.length > 0) {
      open.push(...found.splice(0, 1));
      close();
    }
    found.forEach(count);
    if (tail !== undefined) open.push(tail);
  };

  return {
    add(piece: Uint8Array): void {
      hash.update(piece);
      bytes += piece.length;
      for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) lines += 1;
      read(decoder.decode(piece, { stream: true }));
    },
    /** Call it once, after the last piece. */
    result(): FileResult {
      read(decoder.decode());
      close();
      return { bytes, lines, words, sha256: hash.digest('hex'), topWords: topWords(counts) };
    },
  };
}

// Older V8 (seen in Node 20, not in 26) makes a found word a view of its piece: one word would keep
// the whole piece in memory.
const copyOf = (text: string): string => Buffer.from(text).toString();
