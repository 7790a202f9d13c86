import { performance } from 'node:perf_hooks';
import { SMTPConnection } from 'smtp-server/lib/smtp-connection.js';
import { describe, expect, test, vi } from 'vitest';
import { Activity } from '../../src/gate/activity.ts';
import { Prelude, preludeMs } from '../../src/gate/prelude.ts';
import type { SmtpGate } from '../../src/gate/smtp-gate.ts';
import { observe } from '../../src/quiet/observe.ts';
import { until, type Goal, type Outcome } from '../../src/quiet/until.ts';
import { removeFolder, startFixture, temporaryFolder } from '../fixtures/bench.ts';
import { closedGate } from './smtp-clients.ts';

vi.setConfig({ testTimeout: 90_000 });

const onLinux = describe.runIf(process.platform === 'linux');

/** A program that is given the address of a closed gate, and how to wait for what it does there. */
async function startSender(fixture: string, ...args: string[]) {
  await using stack = new AsyncDisposableStack();
  const folder = stack.adopt(temporaryFolder(), removeFolder);
  const gate = stack.use(await closedGate());
  const program = stack.use(startFixture(['node', fixture, gate.url, ...args], folder));
  const { activity } = gate;
  const { signal } = new AbortController();
  const observer = observe(program.tree, activity, true);
  const watch = { activity, observer, signal, capMs: 60_000 };
  const owned = stack.move();
  return {
    gate,
    until: (goal: Goal, capMs = watch.capMs): Promise<Outcome> => until({ ...watch, capMs }, goal),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** Waits until so many mails are in flight and no more can come. */
function exactly(gate: SmtpGate, n: number): Goal {
  return { met: () => gate.inFlight >= n, broken: () => gate.inFlight > n, exactly: true };
}

onLinux('quiet is seen of a program that sends mails', () => {
  test('over a pool of four connections: rounds of four', async () => {
    await using sender = await startSender('mailing.ts', '12', '4');
    for (const round of [1, 2, 3]) {
      expect(await sender.until(exactly(sender.gate, 4))).toBe('met');
      expect(sender.gate.round).toBe(round);
      sender.gate.release();
    }

    expect(sender.gate.rounds).toEqual([4, 4, 4]);
  });

  test('on a connection of each mail: all at once', async () => {
    await using sender = await startSender('mailing.ts', '12', '0');

    expect(await sender.until(exactly(sender.gate, 12))).toBe('met');
  });

  test('which are fewer than they should be', async () => {
    await using sender = await startSender('mailing.ts', '12', '4');

    expect(await sender.until({ met: () => sender.gate.inFlight > 4 })).toBe('quiet');
    expect(sender.gate.inFlight).toBe(4);
  });

  test('or only connects, again and again', async () => {
    await using sender = await startSender('knocking.ts');

    expect(await sender.until({ met: () => sender.gate.inFlight > 0 })).toBe('quiet');
  });
});

onLinux('quiet is not seen', () => {
  test('while a greeting is owed', async () => {
    const unready: SMTPConnection[] = [];
    const ready = vi.spyOn(SMTPConnection.prototype, 'connectionReady');
    ready.mockImplementation(function (this: SMTPConnection) {
      unready.push(this);
    });
    await using sender = await startSender('mailing.ts', '1', '0');
    const { gate } = sender;
    await sender.until({ met: () => unready.length > 0 });
    const called = { met: () => gate.inFlight > 0 };

    expect(gate.activity.flushed).toBe(false);
    expect(await sender.until(called, 4000)).toBe('cap');
    ready.mockRestore();
    SMTPConnection.prototype.connectionReady.call(unready[0]!);
    expect(await sender.until(called)).toBe('met');
  });

  test('but is, while a greeting is kept back on purpose', async () => {
    await using sender = await startSender('mailing.ts', '1', '0');
    sender.gate.greeting = 'never';

    expect(await sender.until({ met: () => sender.gate.inFlight > 0 })).toBe('quiet');
    expect(sender.gate.activity.flushed).toBe(true);
  });
});

describe('what comes before a call', () => {
  test('counts as movement for a while, and again once something else moved', () => {
    const activity = new Activity();
    const prelude = new Prelude(activity);
    const now = vi.spyOn(performance, 'now').mockReturnValue(1000);
    const counts = () => {
      const { moves } = activity;
      prelude.arrived();
      prelude.writing()();
      return activity.moves > moves;
    };

    expect(counts()).toBe(true);
    now.mockReturnValue(1000 + preludeMs - 1);
    expect(counts()).toBe(true);
    now.mockReturnValue(1000 + preludeMs);
    expect([counts(), counts()]).toEqual([false, false]);
    activity.touch();
    expect([counts(), counts()]).toEqual([true, true]);
    now.mockRestore();
  });
});
