import { heldTime } from '../../gate/held-time.ts';
import { SmtpGate } from '../../gate/smtp-gate.ts';
import { checkWith } from '../../check/check.ts';
import type { CheckRecord } from '../../check/definition.ts';
import { holdsAll, type HeldVolley } from '../../check/held-volley.ts';
import { kit, type Kit } from '../../check/kit.ts';
import type { Volley } from '../../traffic/volley.ts';

/** The mail server that the grader runs for the background tasks. */
export interface Mails {
  readonly gate: SmtpGate;
  /** A volley whose mails the gate holds while a matcher drives it. */
  hold(send: () => Volley): HeldVolley;
}

/** A time-out or a pause that does not end while the gate holds. */
const patientMs = 120_000;

const tasksTest = kit.extend<Pick<Kit, 'variables'> & { mails: Mails }>({
  mails: async ({ activity, record }, use) => {
    await using gate = await SmtpGate.start(activity, () => ({}));
    await use(mailsOf(gate, record));
    record.heldMs = (record.heldMs ?? 0) + heldTime(gate.calls);
  },
  variables: async ({ mails }, use) =>
    use({
      SMTP_URL: mails.gate.url,
      SMTP_TIMEOUT_MS: String(patientMs),
      RETRY_BASE_MS: String(patientMs),
      CONCURRENCY: '4',
      MAX_FILE_BYTES: String(512 * 1024 * 1024),
    }),
});

/** `check()` with the fixtures of the background tasks. */
export const check = checkWith(tasksTest);

function mailsOf(gate: SmtpGate, record: CheckRecord): Mails {
  return {
    gate,
    hold: (send) => ({
      gate,
      record,
      holds: holdsAll,
      send: () => {
        gate.close();
        return send();
      },
    }),
  };
}
