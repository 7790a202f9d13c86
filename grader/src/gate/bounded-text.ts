/** What a server may send in one message: more than this is cut off, for student code is untrusted. */
export const messageLimit = 4 * 1024 * 1024;

/** Reads a stream as UTF-8 text; throws when it breaks off or is longer than `limit` bytes. */
export async function boundedText(
  stream: AsyncIterable<Uint8Array>,
  limit = messageLimit,
): Promise<string> {
  return (await boundedBytes(stream, limit)).toString('utf8');
}

/** Reads a stream; throws when it breaks off, and `EMSGSIZE` when it is longer than `limit` bytes. */
export async function boundedBytes(
  stream: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.byteLength;
    if (bytes > limit) throw tooLong(limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLong(limit: number): Error {
  return Object.assign(new Error(`expected at most ${limit} bytes, got more`), {
    code: 'EMSGSIZE',
  });
}
