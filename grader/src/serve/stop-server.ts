import type { Program } from '../server/program.ts';

const deadlineMs = 3000;

/** Asks a server to stop, as a deployment would, and says in one line whether it did. */
export async function stopServer({ signal, exited }: Program): Promise<string> {
  signal('SIGTERM');
  const timeout = Promise.withResolvers<undefined>();
  const timer = setTimeout(timeout.resolve, deadlineMs);
  const exit = await Promise.race([exited, timeout.promise]);
  clearTimeout(timer);
  return exit === undefined
    ? `The server had not ended ${deadlineMs / 1000} s after SIGTERM, so it was killed.`
    : 'The server has stopped.';
}
