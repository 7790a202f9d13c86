import { expectSoon } from '../../check/await.ts';
import { CheckFailure, Inconclusive } from '../../check/errors.ts';
import type { LoadReport, LoadRun } from '../../check/measure.ts';
import type { Random } from '../../check/random.ts';
import type { HttpGate } from '../../gate/http-gate.ts';

/** Far enough apart that two groups of latencies cannot be mistaken for each other. */
const apartMs = 2000;
/** How much the distance varies, so that nobody can know it. */
const spreadMs = 700;
/** What rounding to whole milliseconds may take from a latency. */
const roundingMs = 1;

/** Requests that were answered together: each took at least `least` and at most `most` milliseconds. */
export interface LatencyGroup {
  readonly size: number;
  readonly least: number;
  readonly most: number;
}

/**
 * Answers the held requests in groups, each at least `apartMs` after the one before was read.
 * A latency is at least what the gate held the request for, and at most what passed from the start of
 * the program until it was quiet after the reply: bounds that no scheduling can break. That the gate
 * closed the connection is no bound, for a program that is stopped reads its reply only later.
 */
export async function forceLatencies(
  run: LoadRun,
  gate: HttpGate,
  { sizes, random }: { sizes: readonly number[]; random: Random },
): Promise<LatencyGroup[]> {
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const full = { met: () => gate.inFlight >= all };
  await expectSoon(run.watch, full, `${all} requests in flight`);
  const groups: LatencyGroup[] = [];
  for (const [index, size] of sizes.entries()) {
    const opensAt = performance.now() + (index === 0 ? 0 : apartMs + random.integer(0, spreadMs));
    const due = { met: () => performance.now() >= opensAt, dueMs: 2 * apartMs };
    await expectSoon(run.watch, due, 'the gate to open');
    const calls = gate.release(size);
    const isClosed = () => calls.every(({ closedAt }) => closedAt !== undefined);
    const read = { met: isClosed, exactly: true };
    await expectSoon(run.watch, read, 'every reply to be read to its end');
    groups.push({
      size,
      least: Math.min(...calls.map((call) => (call.releasedAt ?? 0) - call.arrivedAt)),
      most: performance.now() - run.startedAt,
    });
  }
  return groups;
}

/** Fails when a percentile lies outside of its group; inconclusive when the groups touch. */
export function expectPercentiles(report: LoadReport, groups: readonly LatencyGroup[]): void {
  const names = ['p50', 'p90', 'p99'] as const;
  for (const [index, name] of names.entries()) {
    const group = groups[index];
    const value = report.latencyMs[name];
    if (group === undefined) continue;
    const range = `${name} from ${Math.floor(group.least)} to ${Math.ceil(group.most)} ms`;
    if (value === null || value < group.least - roundingMs) {
      throw new CheckFailure(
        `expected ${range}, got ${value === null ? 'nothing' : Math.round(value)}`,
      );
    }
    if (value <= group.most + roundingMs) continue;
    const next = groups[index + 1];
    if (next !== undefined && group.most >= next.least) {
      throw new Inconclusive('the machine was too slow to tell two groups of latencies apart');
    }
    throw new CheckFailure(`expected ${range}, got ${Math.round(value)}`);
  }
}
