import type { Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { SMTPConnection, SMTPConnectionOptions } from 'smtp-server/lib/smtp-connection.js';

/** A connection that was accepted; it is silent until `greet` is called. */
export interface NewConnection {
  readonly connection: SMTPConnection;
  readonly socket: Socket;
  greet(): void;
}

/** What nobody needs between a program and a dependency on the same machine. */
const plain: SMTPServerOptions = {
  name: 'gate',
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  disableReverseLookup: true,
  // A held mail and a pooled connection must not be timed out.
  socketTimeout: 2 ** 31 - 1,
  maxRecipients: 100,
  // The defaults answer in the next turn of the event loop: later than quiet may look.
  onMailFrom: (_address, _session, done) => done(),
  onRcptTo: (_address, _session, done) => done(),
};

/**
 * An SMTP server that leaves the moment of the greeting to its owner.
 *
 * smtp-server itself sleeps 100 ms first, to catch senders of spam that do not wait for it. For all
 * that time a client would wait for the grader while nothing moves.
 */
export class PromptSmtpServer extends SMTPServer {
  readonly #connected: (accepted: NewConnection) => void;

  constructor(options: SMTPServerOptions, connected: (accepted: NewConnection) => void) {
    super({ ...plain, ...options });
    this.#connected = connected;
    // Its clients are untrusted: a reset in the middle of a mail is reported here too.
    this.on('error', () => undefined);
  }

  override connect(socket: Socket, details?: SMTPConnectionOptions | null): void {
    super.connect(socket, details);
    const connection = [...this.connections].at(-1);
    if (connection === undefined) return;
    const greet = connection.connectionReady.bind(connection);
    // What the sleep ends with: it would greet a second time.
    connection.connectionReady = () => undefined;
    this.#connected({ connection, socket, greet });
  }
}
