import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { SyncRequest } from '@overlap/sync-server';

import { config } from '../shared/config.ts';
import { HttpError } from '../shared/http-error.ts';
import { assertPlainText } from '../shared/validation.ts';

/** The body of a request as JSON, a 400, or a 413: the framework puts only large bodies in a file. */
export function readJson(request: SyncRequest): unknown {
  if (request.bodyFile !== undefined) throw new HttpError(413, 'the body is too large');
  return request.json();
}

/** Calls `work` with the path of a file that holds the text of a request until then, or a 415. */
export function withUpload<T>(request: SyncRequest, work: (path: string) => T): T {
  assertPlainText(request.headers.get('Content-Type'));
  if (request.bodyFile !== undefined) return work(request.bodyFile);
  const path = join(config.dataDir, `upload-${randomUUID()}`);
  try {
    writeFileSync(path, request.bytes());
    return work(path);
  } finally {
    rmSync(path, { force: true });
  }
}
