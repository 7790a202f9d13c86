import type { MailCall } from '../../gate/smtp-gate.ts';
import { people } from '../people.ts';
import type { Crowd } from '../rounds.ts';

const addressOf = (name: string) => `${name.toLowerCase()}@example.org`;

/** Twelve people who ask for a mail to themselves; a half says with its status when it answers. */
export function mailsTo(status: 201 | 202): Crowd<MailCall> {
  return {
    asks: () =>
      people.map((name) => ({
        method: 'POST',
        path: '/emails',
        json: { to: addressOf(name), subject: `For ${name}`, text: 'All is well.' },
      })),
    status,
    work: people.length,
    personOf: ({ to }) => people.findIndex((name) => addressOf(name) === to[0]),
  };
}
