import fc from 'fast-check';
import { CheckFailure } from '../../check/errors.ts';
import { expectJson, parseJson } from '../../check/expect-json.ts';
import type { Random } from '../../check/random.ts';
import { forEvery } from '../../check/simplest.ts';
import type { Server } from '../../server/server.ts';
import { postFile } from './files.ts';
import { idOf } from './posting.ts';
import { expectTask } from './reading.ts';
import { countText } from './texts.ts';

const runs = 15;
/** A server that reads pieces of 64 KiB, as Node does, has its cuts there. */
const usualCut = 64 * 1024;

const fragment = fc.oneof(
  fc.constantFrom('a', 'B', ' ', '\n', '\r\n', '\uFEFF', 'ß', 'İ', 'ΟΔΟΣ', 'e\u0301', '東京'),
  fc.constantFrom('７', '٣', '𝒳', '😀', '_', "'", '-', 'word', 'another-word', '\0'),
  // What is a letter differs from one version of Unicode to the next, but not among these.
  fc
    .integer({ min: 0, max: 0x7ff })
    .map((point) => String.fromCodePoint(point === 0x295 ? 0 : point)),
);
const someText = fc.array(fragment, { maxLength: 40 }).map((parts) => Buffer.from(parts.join('')));
/** Bytes that are no UTF-8 for the most part, and no character of three or four bytes by chance. */
const someBytes = fc
  .uint8Array({ maxLength: 60 })
  .map((bytes) => Buffer.from(bytes.map((byte) => (byte >= 0xe0 && byte < 0xf8 ? 0xff : byte))));

/** A file: something short, or something that lies across the place where pieces are usually cut. */
const anyFile = fc.oneof(
  someText,
  someBytes,
  fc
    .tuple(fc.oneof(someText, someBytes), fc.constantFrom('x', 'é', '東', '𝒳', ' y'), fc.nat(8))
    .map(([middle, filling, before]) => Buffer.concat([fill(usualCut - before, filling), middle])),
);

const special: readonly Buffer[] = [
  Buffer.alloc(0),
  Buffer.from('one line without an end'),
  Buffer.from('one\r\ntwo\r\n\r\nthree\r\n'),
  Buffer.alloc(300_000, 'a line of three hundred thousand bytes '),
  fill(200_000, '𝒳é東'),
  // Equally frequent: by code point the first is the other one, by UTF-16 it is this one.
  Buffer.from('𝒳 ７'),
];

/** Fails unless the server counts files of every kind as the grader does. */
export async function expectFilesCounted(
  server: Server,
  part: 'sync' | 'async',
  random: Random,
): Promise<void> {
  const examples = { random, runs: runs + special.length, first: special };
  await forEvery(anyFile, examples, (file) => expectCounted(server, part, file));
}

async function expectCounted(server: Server, part: 'sync' | 'async', file: Buffer): Promise<void> {
  const { status, text } = await postFile(server, [file]);
  const wanted = part === 'sync' ? 201 : 202;
  if (status !== wanted) throw new CheckFailure(`POST /files: expected ${wanted}, got ${status}`);
  const expected = { status: 'done', result: countText(file) };
  try {
    if (part === 'sync') expectJson(parseJson(text, 'the task'), expected, 'the task');
    else await expectTask(server, idOf(parseJson(text, 'the task')), expected);
  } catch (error) {
    if (!(error instanceof CheckFailure)) throw error;
    throw new CheckFailure(`${error.message} (${nameOf(file)})`);
  }
}

function nameOf(file: Buffer): string {
  const start = file.subarray(0, 12).toString('hex');
  return `a file of ${file.length} bytes: ${start}${file.length > 12 ? '...' : ''}`;
}

/** At most this many bytes of whole repetitions. */
function fill(bytes: number, filling: string): Buffer {
  return Buffer.from(filling.repeat(Math.floor(bytes / Buffer.byteLength(filling))));
}
