import { performance } from 'node:perf_hooks';
import { answerAfter } from '../../gate/pace.ts';
import type { SmtpGate } from '../../gate/smtp-gate.ts';
import type { Half } from '../../serve/playground.ts';
import type { Pair } from '../../serve/start-pair.ts';
import { sendVolley, type Ask } from '../../traffic/volley.ts';
import { awaited, faultOf, type Deadline, type Fault } from '../fault.ts';
import type { MailLoad } from './plan.ts';
import { acceptedStatus, type Run } from './run.ts';

const route = 'POST /emails';

/** Asks for all mails at once; ends when each client has his answer and each mail was accepted. */
export async function sendMails(
  { gate, server }: Pair<SmtpGate>,
  { count, delayMs, half }: Omit<MailLoad, 'kind'> & { half: Half },
  deadline: Deadline,
): Promise<Run | Fault> {
  const before = gate.calls.length;
  const accepted = () =>
    gate.calls.slice(before).filter(({ releasedAt }) => releasedAt !== undefined);
  using _pace = answerAfter(gate, delayMs);
  const begun = performance.now();
  using volley = sendVolley(server, Array.from({ length: count }, mailRequest));
  const wrong = () =>
    volley.replies.map((reply) => faultOf(route, reply, acceptedStatus[half])).find(Boolean);
  const met = () => wrong() !== undefined || (volley.done() && accepted().length >= count);
  const isMet = await awaited(gate.activity, met, deadline);
  const fault = wrong();
  if (fault !== undefined) return fault;
  if (!isMet) {
    const expected = `expected ${count} answers and ${count} mails`;
    const got = `got ${volley.replies.length} and ${accepted().length}`;
    const seconds = Math.round(deadline.deadlineMs / 1000);
    return { fault: `mend ${route} first; ${expected} in ${seconds} s, ${got}` };
  }
  const mails = accepted();
  return {
    answerMs: Math.max(...volley.replies.map(({ endedAt }) => endedAt)) - begun,
    doneMs: Math.max(...mails.map(({ releasedAt = begun }) => releasedAt)) - begun,
    mails,
  };
}

function mailRequest(_: unknown, index: number): Ask {
  const json = { to: `reader-${index + 1}@example.org`, subject: 'Hello', text: 'All is well.' };
  return { method: 'POST', path: '/emails', json };
}
