import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import type { Activity } from './activity.ts';
import { boundedBytes } from './bounded-text.ts';
import { Gate, type Answer, type Call } from './gate.ts';
import { Prelude } from './prelude.ts';
import { PromptSmtpServer, type NewConnection } from './prompt-smtp-server.ts';
import { readMail, type MailContent } from './read-mail.ts';
import { keepReading, trackSession, type SmtpSession } from './smtp-session.ts';

/** A mail that was sent over SMTP: a call from its last byte on, until it is answered. */
export interface MailCall extends Call, MailContent {
  /** The sender of the envelope. */
  readonly from: string;
  /** The recipients of the envelope. */
  readonly to: readonly string[];
}

/** Ends a mail: with the reason why it is refused, or with what is said besides 250. */
type Reply = (refusal: Error | null, text?: string) => void;

/** No honest mail says more than a text of 10,000 characters, encoded. */
const longestMail = 256 * 1024;
/** No check makes a server send more mails, or open more connections at once. */
const mostCalls = 10_000;
const mostConnections = 1000;

/**
 * An SMTP server on 127.0.0.1 whose mails wait at a gate; an idle connection is no call.
 *
 * The `status` and `text` of an answer are the reply to the mail: 250 unless given, else from 400.
 */
export class SmtpGate extends Gate<MailCall> {
  /** How a new connection is greeted: with 220, a status from 400 and a text, a reset, or never. */
  greeting: Answer = {};
  readonly #prelude = new Prelude(this.activity);
  readonly #smtp = new PromptSmtpServer(
    {
      onConnect: (_session, done) => done(refusalOf(this.greeting)),
      onData: (stream, session, reply) => void this.#receive(stream, session, reply),
    },
    (accepted) => this.#greet(accepted),
  );
  readonly #sockets = new Set<Socket>();
  readonly #sessions = new WeakMap<SMTPServerSession, SmtpSession>();
  #port = 0;
  #ids = 0;

  /** Starts the server on a free port. */
  static async start(activity: Activity, answer: (call: MailCall) => Answer): Promise<SmtpGate> {
    const gate = new SmtpGate(activity, answer);
    const { server } = gate.#smtp;
    server.maxConnections = mostConnections;
    server.on('connection', (socket) => gate.#track(socket));
    await gate.#listen();
    gate.#port = (server.address() as AddressInfo).port;
    return gate;
  }

  /** The address, without a slash at the end. */
  get url(): string {
    return `smtp://127.0.0.1:${this.#port}`;
  }

  /** How many connections are open. */
  get connections(): number {
    return this.#sockets.size;
  }

  /** Refuses new connections until what it returns is disposed; those that are open stay. */
  refuse(): AsyncDisposable {
    this.#smtp.server.close();
    return { [Symbol.asyncDispose]: () => this.#listen() };
  }

  /** Cuts every connection and stops listening. */
  async [Symbol.asyncDispose](): Promise<void> {
    const { server } = this.#smtp;
    const open = [...this.#sockets, ...(server.listening ? [server] : [])];
    const closed = open.map((one) => new Promise((resolve) => one.once('close', resolve)));
    server.close();
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(closed);
  }

  async #listen(): Promise<void> {
    const { server } = this.#smtp;
    server.listen({ port: this.#port, host: '127.0.0.1', backlog: 1024 });
    await once(server, 'listening');
  }

  #track(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => this.#sockets.delete(socket));
  }

  #greet(accepted: NewConnection): void {
    const session = trackSession(accepted, this.#prelude);
    this.#sessions.set(accepted.connection.session, session);
    if (this.greeting === 'reset') session.socket.resetAndDestroy();
    if (typeof this.greeting === 'string') return;
    session.owe(this.#prelude);
    accepted.greet();
  }

  async #receive(stream: SMTPServerDataStream, smtp: SMTPServerSession, reply: Reply) {
    const session = this.#sessions.get(smtp);
    if (session === undefined || this.calls.length >= mostCalls) {
      stream.destroy();
      session?.socket.destroy();
      return;
    }
    session.expects = 'data';
    const call = await this.#read(stream, smtp, session);
    if (call === undefined) {
      session.socket.destroy();
      return;
    }
    session.expects = 'nothing';
    session.pay();
    keepReading(session.socket);
    const hangUp = () => this.hangUp(call);
    session.socket.once('close', hangUp);
    this.arrive(call, (answer) => {
      session.socket.off('close', hangUp);
      this.#respond(session, reply, answer);
    });
  }

  /** Reads a mail to its end; without a result when it is too long, or was given up by its sender. */
  async #read(stream: SMTPServerDataStream, smtp: SMTPServerSession, session: SmtpSession) {
    const envelope = envelopeOf(smtp);
    const callWith = (content: MailContent): MailCall => ({
      id: (this.#ids += 1),
      label: labelOf(envelope.to),
      arrivedAt: performance.now(),
      arrivedInRound: this.round,
      ...envelope,
      ...content,
    });
    try {
      const bytes = await boundedBytes(stream, longestMail);
      session.owe(this.activity);
      const call = callWith(await readMail(bytes));
      if (!session.socket.destroyed) return call;
      this.breakOff(call);
    } catch (error) {
      const tooLong = (error as NodeJS.ErrnoException).code === 'EMSGSIZE';
      if (!tooLong) this.breakOff(callWith({ subject: '', text: '' }));
    }
    return undefined;
  }

  #respond(session: SmtpSession, reply: Reply, answer: Answer): void {
    session.owe(this.activity);
    session.expects = 'commands';
    if (typeof answer === 'string') session.socket.resetAndDestroy();
    else reply(refusalOf(answer), answer.text);
  }
}

function envelopeOf({ envelope }: SMTPServerSession) {
  const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
  return { from, to: envelope.rcptTo.map(({ address }) => address) };
}

function labelOf([first = 'nobody', ...others]: readonly string[]): string {
  return `mail to ${first}${others.length > 0 ? ` and ${others.length} more` : ''}`;
}

/** The error by which smtp-server replies with a status and a text. */
function refusalOf(answer: Answer): Error | null {
  if (typeof answer === 'string' || (answer.status ?? 250) < 400) return null;
  return Object.assign(new Error(answer.text ?? 'refused'), { responseCode: answer.status });
}
