import { ask } from '../../check/ask.ts';
import { CheckFailure } from '../../check/errors.ts';
import { show } from '../../check/expect-json.ts';
import type { Random } from '../../check/random.ts';
import type { MailCall } from '../../gate/smtp-gate.ts';
import type { Server } from '../../server/server.ts';
import { sendVolley, type Volley } from '../../traffic/volley.ts';

/** A mail that a check asks for; nobody else gets one. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** A mail that was accepted, and the task that the server made of it. */
export interface Accepted {
  readonly id: string;
  readonly mail: Mail;
}

/** This many mails, each to somebody else. */
export function writeMails(count: number, random: Random): Mail[] {
  return Array.from({ length: count }, () => writeMail(random));
}

/** A mail to somebody who gets no other. */
export function writeMail(random: Random): Mail {
  const to = `${random.word('reader-')}@example.org`;
  return { to, subject: `For ${to}`, text: `Dear ${to},\nall is well.` };
}

/** Asks the async half for mails, one after another, so that their order is defined. */
export async function postMails(
  server: Server,
  count: number,
  random: Random,
): Promise<Accepted[]> {
  const accepted: Accepted[] = [];
  for (let index = 0; index < count; index += 1) accepted.push(await postMail(server, random));
  return accepted;
}

/** Asks the async half for one mail. */
export async function postMail(server: Server, random: Random): Promise<Accepted> {
  const mail = writeMail(random);
  const reply = await ask(server).post('/emails').send(mail).expect(202);
  return { id: idOf(reply.body), mail };
}

/** Asks for all mails at once. */
export function postTogether(server: Server, mails: readonly Mail[]): Volley {
  return sendVolley(server, mails.map(mailRequest));
}

/** The request for a mail. */
export function mailRequest(mail: Mail) {
  return { method: 'POST', path: '/emails', json: mail } as const;
}

/** The id of a task that a server answered with. */
export function idOf(task: unknown): string {
  const id = (task as { id?: unknown } | null)?.id;
  if (typeof id === 'string' && id !== '') return id;
  throw new CheckFailure(`expected a task with an id, got ${show(task)}`);
}

/** Whether a call of the gate brings this mail. */
export function brings({ to, subject, text }: Mail): (call: MailCall) => boolean {
  return (call) => call.to.includes(to) && call.subject === subject && call.text === text;
}
