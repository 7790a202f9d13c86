import { performance } from 'node:perf_hooks';
import { answerAfter } from '../../gate/pace.ts';
import type { HttpGate } from '../../gate/http-gate.ts';
import type { Pair } from '../../serve/start-pair.ts';
import { residentBytes } from '../../server/limits.ts';
import { sendVolley, type Ask } from '../../traffic/volley.ts';
import { awaited, faultOf, type Deadline, type Fault } from '../fault.ts';
import type { SendersLoad } from './plan.ts';
import { sayRoute as route, type Run } from './run.ts';

/** Lets each sender say something at the same moment; ends when all have their answers. */
export async function sendMessages(
  { gate, server }: Pair<HttpGate>,
  { count, delayMs }: SendersLoad,
  deadline: Deadline,
): Promise<Run | Fault> {
  const before = gate.calls.length;
  using _pace = answerAfter(gate, delayMs);
  const begun = performance.now();
  using volley = sendVolley(server, Array.from({ length: count }, said));
  const fault = () => volley.replies.map((reply) => faultOf(route, reply, 201)).find(Boolean);
  const met = () => volley.done() || fault() !== undefined;
  const isMet = await awaited(gate.activity, met, deadline);
  const wrong = fault();
  if (wrong !== undefined) return wrong;
  if (!isMet) {
    const got = `got ${volley.replies.length} of ${count} answers`;
    return { fault: `mend ${route} first; ${got} in ${Math.round(deadline.deadlineMs / 1000)} s` };
  }
  return {
    waitsMs: volley.replies.map(({ endedAt }) => endedAt - begun),
    calls: gate.calls.slice(before),
    requests: 0,
    bytes: residentBytes(server.program.tree),
  };
}

function said(_: unknown, index: number): Ask {
  const json = { from: `sender-${index + 1}`, text: 'All is well.' };
  return { method: 'POST', path: '/rooms/hall/messages', json };
}
