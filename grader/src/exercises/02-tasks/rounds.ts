import { expectSoon } from '../../check/await.ts';
import type { CheckRecord } from '../../check/definition.ts';
import { CheckFailure } from '../../check/errors.ts';
import { markOf, timelineSince } from '../../check/timeline.ts';
import type { SmtpGate } from '../../gate/smtp-gate.ts';
import { until } from '../../quiet/until.ts';
import type { Server } from '../../server/server.ts';
import { brings, type Accepted } from './posting.ts';

/** How many rounds a failed check is still driven on, so that its timeline can be seen. */
const illustratedRounds = 4;

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
  const goal = {
    met: () => gate.inFlight >= wanted.length,
    broken: () => gate.inFlight > wanted.length,
    exactly: true,
  };
  const count = `exactly ${wanted.length === 1 ? '1 mail' : `${wanted.length} mails`} in flight`;
  await expectSoon(watch, goal, () => `${count}, got ${gate.inFlight}`);
  for (const [index, { mail }] of wanted.entries()) {
    if (gate.held.some(brings(mail))) continue;
    const others = gate.held.map(({ label }) => label).join(', ');
    throw new CheckFailure(
      `expected mail ${first + index} in flight (to ${mail.to}), got ${others}`,
    );
  }
}

/** Drives accepted mails through the gate in rounds of exactly `n`, in their order. */
export async function expectRoundsOf(
  n: number,
  mails: readonly Accepted[],
  { server, gate, record }: { server: Server; gate: SmtpGate; record: CheckRecord },
  lookAtRound?: () => void,
): Promise<void> {
  const mark = markOf(gate);
  try {
    for (let first = 0; first < mails.length; first += n) {
      await expectInFlight(server, gate, mails.slice(first, first + n), first + 1);
      lookAtRound?.();
      gate.release();
    }
  } catch (error) {
    record.degree = gate.inFlight;
    if (error instanceof CheckFailure) await illustrate(server, gate);
    throw error;
  } finally {
    (record.timelines ??= []).push(timelineSince(gate, mark, `${n} in flight in each round`));
  }
}

/** Opens the gate a few rounds more: for the reader, not for the verdict. */
async function illustrate({ watch }: Server, gate: SmtpGate): Promise<void> {
  for (let round = 0; round < illustratedRounds && gate.inFlight > 0; round += 1) {
    gate.release();
    await until({ ...watch, capMs: 2000 }, { met: () => gate.inFlight > 0, exactly: true });
  }
}
