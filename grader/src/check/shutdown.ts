import type { Server } from '../server/server.ts';
import { sendVolley, type Volley } from '../traffic/volley.ts';
import { expectSoon, expectStill } from './await.ts';
import { CheckFailure } from './errors.ts';
import { countStatuses, settle } from './settle.ts';

/** How long a server may take to end after its last answer, as the contract says. */
const endMs = 15_000;

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

/** Fails when a server that was told to end lets somebody new in. */
export async function expectShut(server: Server): Promise<void> {
  using late = sendVolley(server, [{ path: '/healthz' }]);
  const [reply] = await settle(late);
  if (reply?.status === 0 || reply?.status === 503) return;
  const got = reply?.status ?? 'nothing';
  throw new CheckFailure(`expected a new request to be refused or to get 503, got ${got}`);
}

/** Fails unless every process of the server ends, with an exit code that the contract allows. */
export async function expectEnd(server: Server): Promise<void> {
  const { program } = server;
  const met = () => program.exit() !== undefined && program.tree.scan().length === 0;
  const goal = { met, dueMs: 2 * endMs + 2000 };
  await expectSoon(server.watch, goal, `the server to end within ${endMs / 1000} s`);
  const exit = program.exit();
  if (exit?.code === 0 || exit?.code === 143 || exit?.signal === 'SIGTERM') return;
  const got = exit?.code ?? exit?.signal ?? 'nothing';
  throw new CheckFailure(`expected exit code 0 or 143, got ${got}`);
}
