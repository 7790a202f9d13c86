import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Request } from 'express';

import { config } from '../shared/config.ts';
import { HttpError } from '../shared/http-error.ts';
import { assertPlainText } from '../shared/validation.ts';

/** How long a client that has its answer may go on sending. */
const lingerMs = 5_000;

/**
 * Writes the text that a request brings to a file in `DATA_DIR` and gives its path.
 *
 * A 415 for another type; a 413 for a text that is too large, before it is sent when its length is
 * known. Then no file is left.
 */
export async function receiveUpload(request: Request): Promise<string> {
  const path = join(config.dataDir, `upload-${randomUUID()}`);
  try {
    assertPlainText(request.get('Content-Type'));
    assertFits(Number(request.get('Content-Length') ?? 0));
    await writeTo(path, request);
    return path;
  } catch (error) {
    await rm(path, { force: true });
    if (!request.complete) discardRest(request);
    // A request that has come whole is destroyed too.
    const brokeOff = request.destroyed && !request.complete;
    throw brokeOff ? new HttpError(400, 'the upload broke off') : error;
  }
}

async function writeTo(path: string, request: Request): Promise<void> {
  // TODO: a file of 192 MiB must not be in memory as a whole (stretch; small files work as it is).
  const pieces: Buffer[] = [];
  let bytes = 0;
  // Leaving the loop must not destroy the connection: it still has to carry the 413.
  for await (const piece of request.iterator({ destroyOnReturn: false })) {
    bytes += (piece as Buffer).length;
    assertFits(bytes);
    pieces.push(piece as Buffer);
  }
  await writeFile(path, Buffer.concat(pieces));
}

function assertFits(bytes: number): void {
  if (bytes <= config.maxFileBytes) return;
  throw new HttpError(413, `the file must have at most ${config.maxFileBytes} bytes`);
}

// Closing at once would reset the connection, and the client might never read the answer.
function discardRest(request: Request): void {
  const late = setTimeout(() => request.socket.destroy(), lingerMs);
  request.once('close', () => clearTimeout(late));
  request.resume();
}
