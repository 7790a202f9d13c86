import { ask } from '../../check/ask.ts';
import { CheckFailure, Inconclusive } from '../../check/errors.ts';
import { expectJson } from '../../check/expect-json.ts';
import { until, type Goal } from '../../quiet/until.ts';
import type { Server } from '../../server/server.ts';

/** What the server says of a task. */
export async function readTask(server: Server, id: string): Promise<unknown> {
  const reply = await ask(server)
    .get(`/tasks/${encodeURIComponent(id)}`)
    .expect(200);
  return reply.body;
}

/** Counting a file is no fault. */
const waits: readonly Goal[] = [
  { met: () => true, exactly: true, mayBurn: true },
  { met: () => false, mayBurn: true },
];

/**
 * Fails unless a task has these fields, at the latest when the server does nothing more.
 * It is looked at now, when nothing moves any more, and when nothing can.
 */
export async function expectTask(server: Server, id: string, expected: object): Promise<void> {
  const look = async () => expectJson(await readTask(server, id), { id, ...expected }, 'the task');
  for (const wait of waits) {
    try {
      await look();
      return;
    } catch (error) {
      if (!(error instanceof CheckFailure)) throw error;
    }
    const outcome = await until(server.watch, wait);
    if (outcome === 'cap') throw new Inconclusive('the server was not quiet before time was up');
  }
  await look();
}
