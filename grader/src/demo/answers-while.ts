import type { Call } from '../gate/gate.ts';
import { until } from '../quiet/until.ts';
import { sendVolley, type Ask } from '../traffic/volley.ts';
import { refuse, type Actor } from './rounds.ts';

/** Whether a request is answered while another one waits at the gate for a call that this holds. */
export async function answersWhile<C extends Call>(
  { gate, server }: Actor<C>,
  { waiting, asked }: { waiting: Ask; asked: Ask },
  holds?: (call: C) => boolean,
): Promise<boolean> {
  gate.close(holds);
  using first = sendVolley(server, [waiting]);
  refuse(await until(first.watch, { met: () => gate.inFlight > 0 }));
  using second = sendVolley(server, [asked]);
  // Ends when the answer is there, or when the server sleeps and none can come.
  const outcome = await until(second.watch, { met: second.done });
  gate.open();
  await until(first.watch, { met: () => first.done() && second.done() });
  return outcome === 'met';
}
