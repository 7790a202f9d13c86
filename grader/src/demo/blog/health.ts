import { until } from '../../quiet/until.ts';
import { sendVolley } from '../../traffic/volley.ts';
import { refuse } from '../rounds.ts';
import { readers } from './readers.ts';
import type { BlogActor } from './stage.ts';

/** Whether `/healthz` is answered while one page waits for the author service. */
export async function answersWhileWaiting({ gate, server }: BlogActor): Promise<boolean> {
  gate.close();
  using page = sendVolley(server, readers.asks().slice(0, 1));
  refuse(await until(page.watch, { met: () => gate.inFlight > 0 }));
  using health = sendVolley(server, [{ path: '/healthz' }]);
  // Ends when the answer is there, or when the server sleeps and none can come.
  const outcome = await until(health.watch, { met: health.done });
  gate.open();
  await until(page.watch, { met: () => page.done() && health.done() });
  return outcome === 'met';
}
