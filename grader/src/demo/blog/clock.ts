import { answerAfter } from '../../gate/pace.ts';
import { until } from '../../quiet/until.ts';
import type { Server } from '../../server/server.ts';
import { sendVolley } from '../../traffic/volley.ts';
import { playRounds, refuse } from '../rounds.ts';
import { readers } from './readers.ts';
import type { BlogActor } from './cast.ts';

/** How long the author service takes in this scene, and how long the server is frozen. */
export const [delayMs, frozenMs] = [200, 400];

/** Milliseconds until all readers have their page, by the clock. */
export async function timeVolley({ gate, server }: BlogActor, frozen: boolean): Promise<number> {
  using _pace = answerAfter(gate, delayMs);
  using _frost = frozen ? freeze(server) : undefined;
  const begun = performance.now();
  using volley = sendVolley(server, readers.asks());
  refuse(await until(volley.watch, { met: volley.done }));
  return performance.now() - begun;
}

/** The rounds of the same volley, while the server is frozen in the same way. */
export async function countFrozenRounds(actor: BlogActor): Promise<number> {
  using _frost = freeze(actor.server);
  return (await playRounds(actor, readers, () => undefined)).rounds.length;
}

/** Stops every thread of the server for a while, as a busy machine does; disposing it lets it go on. */
function freeze({ program }: Server): Disposable {
  program.signal('SIGSTOP');
  const thaw = () => program.signal('SIGCONT');
  const timer = setTimeout(thaw, frozenMs);
  return {
    [Symbol.dispose]() {
      clearTimeout(timer);
      thaw();
    },
  };
}
