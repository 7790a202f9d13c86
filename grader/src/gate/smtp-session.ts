import type { Socket } from 'node:net';
import type { Activity } from './activity.ts';
import type { Prelude } from './prelude.ts';
import type { NewConnection } from './prompt-smtp-server.ts';

/** One connection to an SMTP gate. */
export interface SmtpSession {
  readonly socket: Socket;
  /** What the client may send now; `nothing` while its mail is held. */
  expects: 'commands' | 'data' | 'nothing';
  /** From now until the next reply, or `pay`, the grader owes this client something. */
  owe(movement: Activity | Prelude): void;
  pay(): void;
}

/** No client of an exercise says more than a few bytes before it has its answer. */
const mostWhileHeld = 64 * 1024;

/**
 * Follows what the client and the gate say.
 *
 * A client that waits for a greeting or a reply sleeps, and so does its server: it would be taken for
 * quiet although the grader is late. So from the end of a line until the reply has been handed to the
 * operating system something is being written, and `activity.flushed` is false. A reply that the
 * gate holds on purpose is not owed.
 */
export function trackSession({ connection, socket }: NewConnection, prelude: Prelude): SmtpSession {
  let flushed: (() => void) | undefined;
  const session: SmtpSession = {
    socket,
    expects: 'commands',
    owe: (movement) => {
      flushed ??= movement.writing();
    },
    pay: () => {
      flushed?.();
      flushed = undefined;
    },
  };
  prelude.arrived();
  followClient(session, prelude);
  const send = connection.send.bind(connection);
  connection.send = (...reply) => {
    send(...reply);
    if (socket.writable) socket.write('', session.pay);
    else session.pay();
  };
  socket.once('close', session.pay);
  return session;
}

function followClient(session: SmtpSession, prelude: Prelude): void {
  const { socket } = session;
  let whileHeld = 0;
  socket.on('data', (chunk: Buffer) => {
    prelude.arrived();
    if (session.expects === 'commands' && chunk.includes('\n')) session.owe(prelude);
    whileHeld = session.expects === 'nothing' ? whileHeld + chunk.byteLength : 0;
    if (whileHeld > mostWhileHeld) socket.destroy();
    else if (whileHeld > 0) keepReading(socket);
  });
}

/** smtp-server pauses a client whose mail it has; one that is paused is not seen to hang up. */
export function keepReading(socket: Socket): void {
  setImmediate(() => socket.resume());
}
