import { expectSoon } from '../../check/await.ts';
import type { CheckRecord } from '../../check/definition.ts';
import { CheckFailure } from '../../check/errors.ts';
import { illustrate } from '../../check/illustrate.ts';
import { markOf, timelineSince } from '../../check/timeline.ts';
import type { SmtpGate } from '../../gate/smtp-gate.ts';
import type { Server } from '../../server/server.ts';
import { brings, type Accepted } from './posting.ts';

/**
 * Waits until exactly these mails are in flight and no more can come; `first` is the number that the
 * first of them has among all mails, from 1.
 */
export async function expectInFlight(
  { watch }: Server,
  gate: SmtpGate,
  wanted: readonly Accepted[],
  first: number,
): Promise<void> {
  const count = `exactly ${wanted.length === 1 ? '1 mail' : `${wanted.length} mails`} in flight`;
  const got = () => `${count}, got ${gate.inFlight}`;
  // One too many ends no wait: how many there are in the end tells a wrong limit from none.
  await expectSoon(watch, { met: () => gate.inFlight >= wanted.length, exactly: true }, got);
  if (gate.inFlight > wanted.length) throw new CheckFailure(`expected ${got()}`);
  for (const [index, { mail }] of wanted.entries()) {
    if (gate.held.some(brings(mail))) continue;
    const others = gate.held.map(({ label }) => label).join(', ');
    throw new CheckFailure(
      `expected mail ${first + index} in flight (to ${mail.to}), got ${others}`,
    );
  }
}

/** What rounds are driven with. */
interface Driven {
  readonly server: Server;
  readonly gate: SmtpGate;
  readonly record: CheckRecord;
}

/** Has mails accepted and drives them through the gate in rounds of exactly `n`, in their order. */
export async function expectRoundsOf(
  n: number,
  post: () => Promise<Accepted[]>,
  { server, gate, record }: Driven,
  lookAtRound?: () => void,
): Promise<Accepted[]> {
  const mark = markOf(gate);
  gate.close();
  try {
    const mails = await post();
    for (let first = 0; first < mails.length; first += n) {
      await expectInFlight(server, gate, mails.slice(first, first + n), first + 1);
      lookAtRound?.();
      gate.release();
    }
    return mails;
  } catch (error) {
    if (error instanceof CheckFailure) {
      record.degree = gate.inFlight;
      await illustrate(server.watch, gate);
    }
    throw error;
  } finally {
    (record.timelines ??= []).push(timelineSince(gate, mark, `${n} in flight in each round`));
  }
}
