import { expectSoon } from '../../check/await.ts';
import { CheckFailure } from '../../check/errors.ts';
import type { Server } from '../../server/server.ts';
import { upload, type UploadOptions } from '../../traffic/upload.ts';
import type { Reply } from '../../traffic/volley.ts';

/** Sends a file and waits for the answer; counting it may take the server long. */
export async function postFile(
  server: Server,
  pieces: Iterable<Uint8Array>,
  options: Partial<UploadOptions> = {},
): Promise<Reply> {
  using sending = upload(server, { path: '/files', type: 'text/plain', ...options, pieces });
  const answered = { met: () => sending.reply() !== undefined, mayBurn: true };
  await expectSoon(server.watch, answered, () => {
    const sent = sending.isSent()
      ? 'all of the file was sent'
      : `${sending.sentBytes()} bytes of it`;
    return `an answer to POST /files (${sent})`;
  });
  const reply = sending.reply();
  if (reply !== undefined) return reply;
  throw new CheckFailure('expected an answer to POST /files, got none');
}
