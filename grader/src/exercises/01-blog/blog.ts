import { heldTime } from '../../gate/held-time.ts';
import { HttpGate } from '../../gate/http-gate.ts';
import { checkWith } from '../../check/check.ts';
import type { CheckRecord } from '../../check/definition.ts';
import { holdVolley, type HeldVolley } from '../../check/held-volley.ts';
import { kit, type Kit } from '../../check/kit.ts';
import type { ExpectedCall, Volley } from '../../traffic/volley.ts';
import { answer } from './author-service.ts';

export { answer, authorOf, followersOf, isAuthorLookup, relatedTo } from './author-service.ts';

/** The slow author service that the grader runs for the blog. */
export interface Authors {
  readonly gate: HttpGate;
  /** A volley that the gate holds while a matcher drives it; by default every call is held. */
  hold(send: () => Volley, holds?: (call: ExpectedCall) => boolean): HeldVolley;
}

/** A time-out that does not fire while the gate holds. */
const patientMs = 120_000;

const blogTest = kit.extend<Pick<Kit, 'variables'> & { authors: Authors }>({
  authors: async ({ activity, record }, use) => {
    await using gate = await HttpGate.start(activity, answer);
    await use(authorsOf(gate, record));
    record.heldMs = (record.heldMs ?? 0) + heldTime(gate.calls);
  },
  variables: async ({ authors }, use) =>
    use({ AUTHORS_URL: authors.gate.url, UPSTREAM_TIMEOUT_MS: String(patientMs) }),
});

/** `check()` with the fixtures of the blog. */
export const check = checkWith(blogTest);

function authorsOf(gate: HttpGate, record: CheckRecord): Authors {
  return { gate, hold: (send, holds) => holdVolley(gate, send, record, holds) };
}
