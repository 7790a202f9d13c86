import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createTransport } from 'nodemailer';
import { expect } from 'vitest';
import { Activity } from '../../src/gate/activity.ts';
import { SmtpGate } from '../../src/gate/smtp-gate.ts';
import { eventually } from '../fixtures/bench.ts';

/** A mail without a recipient. */
export const letter = {
  from: 'kit@example.org',
  subject: 'Grüße',
  text: 'Zeile 1\n.\nZeile 2 – ende',
};

/** What a client says up to the beginning of its mail. */
export const hello =
  'EHLO client\r\nMAIL FROM:<a@example.org>\r\nRCPT TO:<b@example.org>\r\nDATA\r\n';

/** A gate that accepts what it lets go. */
export async function closedGate(): Promise<SmtpGate> {
  const gate = await SmtpGate.start(new Activity(), () => ({}));
  gate.close();
  return gate;
}

/** Sends a mail on a connection of its own; resolves with the reply, or with what an error says. */
export async function sendMail(url: string): Promise<unknown> {
  try {
    const sent = await createTransport(url).sendMail({ ...letter, to: 'ada@example.org' });
    return sent.response;
  } catch (error) {
    const { code, originalCode, response } = error as Record<string, unknown>;
    return { code, ...(originalCode !== undefined ? { originalCode } : { response }) };
  }
}

/** Opens a plain connection and, when there is something to say, waits for the greeting. */
export async function dial({ url }: SmtpGate, ...words: (string | Buffer)[]) {
  const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1' });
  let received = '';
  socket.on('data', (chunk) => (received += chunk.toString('latin1')));
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  if (words.length > 0) await eventually(() => received.includes('\n'), 'the greeting');
  for (const word of words) socket.write(word);
  return Object.assign(socket, { received: () => received });
}

/** Opens the gate, and wants a mail to be accepted. */
export async function stillAnswers(gate: SmtpGate): Promise<void> {
  gate.open();
  expect(await sendMail(gate.url)).toBe('250 OK: message queued');
  await eventually(() => gate.activity.flushed, 'that nothing is left to be written');
}

export function closing<S extends Socket>(socket: S): Disposable & { readonly socket: S } {
  return { socket, [Symbol.dispose]: () => void socket.destroy() };
}
