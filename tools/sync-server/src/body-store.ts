import { mkdtempSync, rmSync } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A body over this many bytes goes to a file. */
export const MAX_BYTES_IN_MEMORY = 256 * 1024;

/** A received body: in `bytes`, or in `file` with `bytes` empty. */
export interface Body {
  readonly bytes: Uint8Array;
  readonly file: string | undefined;
}

export interface BodyStore {
  readonly size: number;
  add(chunk: Uint8Array): Promise<void>;
  finish(): Promise<Body>;
  /** Removes the file, if there is one. */
  remove(): Promise<void>;
}

let folder: string | undefined;
let files = 0;

/** Keeps a small body in memory and a large one in a temporary file. */
export function createBodyStore(): BodyStore {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let path: string | undefined;
  let file: FileHandle | undefined;
  return {
    get size() {
      return size;
    },
    add: async (chunk) => {
      size += chunk.length;
      if (size <= MAX_BYTES_IN_MEMORY) return void chunks.push(chunk);
      path ??= nextPath();
      file ??= await open(path, 'wx', 0o600);
      await file.writev([...chunks.splice(0), chunk]);
    },
    finish: async () => {
      await file?.close();
      file = undefined;
      // A copy of its own: a slice of Node's buffer pool would cross to the worker with the whole pool.
      return { bytes: new Uint8Array(Buffer.concat(chunks)), file: path };
    },
    remove: async () => {
      await file?.close();
      if (path !== undefined) await rm(path, { force: true });
    },
  };
}

function nextPath(): string {
  folder ??= createFolder();
  return join(folder, `body-${String(files++)}`);
}

function createFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'sync-server-'));
  process.once('exit', () => rmSync(path, { recursive: true, force: true }));
  return path;
}
