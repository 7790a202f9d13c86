import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { config } from '../../shared/config.ts';
import { HttpError } from '../../shared/http-error.ts';
import { assertPlainText } from '../../shared/validation.ts';

const longestJson = 256 * 1024;

/** The body of a request as JSON; a 400, or a 413 when no mail is as long. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= longestJson) chunks.push(chunk);
  }
  if (length > longestJson) throw new HttpError(413, 'the body is too big');
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    throw new HttpError(400, 'the body is not valid JSON');
  }
}

/** Writes an uploaded text to a file; none is left when it is too large or breaks off. */
export async function receiveUpload(request: IncomingMessage): Promise<string> {
  assertPlainText(request.headers['content-type']);
  assertFits(Number(request.headers['content-length'] ?? 0));
  const path = join(config.dataDir, `upload-${randomUUID()}`);
  let bytes = 0;
  const count = async function* (pieces: AsyncIterable<Buffer>) {
    for await (const piece of pieces) {
      bytes += piece.length;
      assertFits(bytes);
      yield piece;
    }
  };
  try {
    // Leaving the loop must not destroy the connection: it still has to carry the 413.
    const pieces = request.iterator({ destroyOnReturn: false });
    await pipeline(count(pieces), createWriteStream(path));
    return path;
  } catch (error) {
    await rm(path, { force: true });
    throw error instanceof HttpError ? error : new HttpError(400, 'the upload broke off');
  }
}

/** A 413 for more bytes than a file may have. */
export function assertFits(bytes: number): void {
  if (bytes > config.maxFileBytes) throw new HttpError(413, 'the file is too large');
}
