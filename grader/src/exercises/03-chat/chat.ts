import { checkWith } from '../../check/check.ts';
import type { CheckRecord } from '../../check/definition.ts';
import { holdVolley, type HeldVolley } from '../../check/held-volley.ts';
import { kit, type Kit } from '../../check/kit.ts';
import { heldTime } from '../../gate/held-time.ts';
import { HttpGate } from '../../gate/http-gate.ts';
import type { Server } from '../../server/server.ts';
import type { SocketOptions } from '../../traffic/socket.ts';
import type { Volley } from '../../traffic/volley.ts';
import { openMember, type Member } from './member.ts';
import { moderating } from './moderation-service.ts';

export { draftIn, moderates, moderating } from './moderation-service.ts';

/** The moderation service that the grader runs for the chat; it lets everything pass as it is. */
export interface Moderation {
  readonly gate: HttpGate;
  /** A volley whose moderation the gate holds while a matcher drives it. */
  hold(send: () => Volley): HeldVolley;
}

/** Lets somebody connect to a room; he leaves, at the latest, when the check is over. */
export type Connect = (server: Server, guest: Guest) => Member;

export interface Guest extends SocketOptions {
  readonly room: string;
  readonly name: string;
  /** The id of the last message that he has seen. */
  readonly after?: number;
}

const letPass = moderating(({ text }) => ({ allowed: true, text }));

/** A time-out, or a ping, that does not come while the gate holds. */
const patientMs = 120_000;

const chatTest = kit.extend<Pick<Kit, 'variables'> & { moderation: Moderation; connect: Connect }>({
  moderation: async ({ activity, record }, use) => {
    await using gate = await HttpGate.start(activity, letPass);
    await use(moderationOf(gate, record));
    record.heldMs = (record.heldMs ?? 0) + heldTime(gate.calls);
  },
  variables: async ({ moderation }, use) =>
    use({
      MODERATION_URL: moderation.gate.url,
      MODERATION_TIMEOUT_MS: String(patientMs),
      PING_MS: String(patientMs),
    }),
  connect: async ({ record: _ }, use) => {
    using members = new DisposableStack();
    await use((server, guest) => members.use(openMember(server, guest)));
  },
});

/** `check()` with the fixtures of the chat. */
export const check = checkWith(chatTest);

function moderationOf(gate: HttpGate, record: CheckRecord): Moderation {
  return { gate, hold: (send) => holdVolley(gate, send, record) };
}
