import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { until } from './until.ts';

/** What an SMTP server does when a mail is in, or instead of its greeting. */
export type Act = (socket: Socket) => unknown;

export interface Script {
  readonly greet?: Act;
  readonly answer?: Act;
  /** The reply to each recipient, unless `250 fine`. */
  readonly recipient?: (line: string) => string;
}

/** A server that follows a script; it keeps what was said to it. */
export interface SmtpServer extends AsyncDisposable {
  readonly url: string;
  /** Each mail that came whole, with its header. */
  readonly mails: readonly string[];
  connections(): number;
  /** How many connections are open now. */
  open(): number;
  waitForMails(count: number): Promise<void>;
}

export async function startSmtp(script: Script = {}): Promise<SmtpServer> {
  const mails: string[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
    converse(socket, script, mails);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${String(port)}`,
    mails,
    connections: () => connections,
    open: () => sockets.size,
    waitForMails: (count) => until(() => mails.length >= count, `${String(count)} mails`),
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function converse(socket: Socket, script: Script, mails: string[]): void {
  const say = (line: string): unknown => socket.write(`${line}\r\n`);
  let [heard, inMail] = ['', false];
  (script.greet ?? (() => say('220 fine')))(socket);
  socket.setEncoding('utf8').on('data', (text: string) => {
    heard += text;
    for (;;) {
      const end = inMail ? '\r\n.\r\n' : '\r\n';
      const at = heard.indexOf(end);
      if (at < 0) return;
      const said = heard.slice(0, at);
      heard = heard.slice(at + end.length);
      if (inMail) {
        mails.push(said);
        (script.answer ?? (() => say('250 taken')))(socket);
      } else if (said.startsWith('RCPT')) say(script.recipient?.(said) ?? '250 fine');
      else say(said === 'DATA' ? '354 go on' : '250 fine');
      inMail = said === 'DATA';
    }
  });
}
