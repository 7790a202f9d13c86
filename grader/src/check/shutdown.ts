import { until } from '../quiet/until.ts';
import type { Server } from '../server/server.ts';
import { sendVolley, type Volley } from '../traffic/volley.ts';
import { expectSoon, expectStill } from './await.ts';
import { CheckFailure, Inconclusive } from './errors.ts';
import { endMs } from './session.ts';
import { countStatuses, settle } from './settle.ts';

/** How seldom a server may look at a queue, as the contract says. */
const pollMs = 250;

/** Fails when a server that was told to end drops what it holds. */
export async function expectHeld(server: Server, held: Volley): Promise<void> {
  await expectStill(server.watch, () => {
    if (server.program.exit() !== undefined) {
      return 'expected the server to finish what it holds, got its end';
    }
    if (held.replies.length === 0) return undefined;
    return `expected held requests to wait, got ${countStatuses(held.replies)}`;
  });
}

/** Fails when a server that was told to end still lets somebody new in once it had time to stop that. */
export async function expectShut(server: Server): Promise<void> {
  const first = await statusOf(server);
  if (isRefused(first)) return;
  // A server may look for its signal as seldom as it may look at a queue.
  const outcome = await until(server.watch, { met: () => false, dueMs: 2 * pollMs + 2000 });
  if (outcome === 'cap') throw new Inconclusive('the server was not quiet after SIGTERM in time');
  const second = await statusOf(server);
  if (isRefused(second)) return;
  throw new CheckFailure(`expected a new request to be refused or to get 503, got ${second}`);
}

function isRefused(status: number): boolean {
  return status === 0 || status === 503;
}

/** What a new request gets; 0 when its connection is refused or breaks. */
async function statusOf(server: Server): Promise<number> {
  using late = sendVolley(server, [{ path: '/healthz' }]);
  const [reply] = await settle(late);
  return reply?.status ?? 0;
}

/**
 * Fails unless every process of the server ends, with an exit code that the contract allows, and at
 * once when `broken` says what it does instead; that completes "expected ...".
 */
export async function expectEnd(
  server: Server,
  broken: () => string | undefined = () => undefined,
): Promise<void> {
  const { program } = server;
  const goal = {
    met: () => program.exit() !== undefined && program.tree.scan().length === 0,
    broken: () => broken() !== undefined,
    dueMs: 2 * endMs + 2000,
  };
  const end = `the server to end within ${endMs / 1000} s`;
  await expectSoon(server.watch, goal, () => broken() ?? end);
  const exit = program.exit();
  if (exit?.code === 0 || exit?.code === 143 || exit?.signal === 'SIGTERM') return;
  const got = exit?.code ?? exit?.signal ?? 'nothing';
  throw new CheckFailure(`expected exit code 0 or 143, got ${got}`);
}
