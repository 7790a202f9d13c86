import { closeSync, createReadStream, fstatSync, openSync, readSync } from 'node:fs';
import { stat } from 'node:fs/promises';

import { createCounter } from './counter.ts';
import type { FileResult } from './task.ts';

const pieceBytes = 64 * 1024;

/** Told how far a count is, from 0 to 1, at most once for each hundredth. */
export type OnProgress = (progress: number) => void;

/** Counts a file while the calling thread waits. */
export function countFileSync(path: string, onProgress: OnProgress = ignore): FileResult {
  const file = openSync(path, 'r');
  try {
    const advance = inHundredths(fstatSync(file).size, onProgress);
    const counter = createCounter();
    const piece = new Uint8Array(pieceBytes);
    for (;;) {
      const length = readSync(file, piece);
      if (length === 0) return counter.result();
      counter.add(piece.subarray(0, length));
      advance(length);
    }
  } finally {
    closeSync(file);
  }
}

/** Counts a file piece by piece; between two pieces the calling thread can do something else. */
export async function countFile(
  path: string,
  onProgress: OnProgress = ignore,
  signal?: AbortSignal,
): Promise<FileResult> {
  const advance = inHundredths((await stat(path)).size, onProgress);
  const counter = createCounter();
  const pieces = createReadStream(path, { highWaterMark: pieceBytes, ...(signal && { signal }) });
  for await (const piece of pieces as AsyncIterable<Buffer>) {
    counter.add(piece);
    advance(piece.length);
  }
  return counter.result();
}

function inHundredths(size: number, onProgress: OnProgress) {
  let bytes = 0;
  let told = 0;
  return (length: number) => {
    bytes += length;
    const hundredths = Math.floor((100 * bytes) / size);
    if (hundredths > told) onProgress(hundredths / 100);
    told = hundredths;
  };
}

function ignore(): void {
  // Nobody wants to know.
}
