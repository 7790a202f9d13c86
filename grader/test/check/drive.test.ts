import { describe, expect, test, vi } from 'vitest';
import { driveByQuiet, driveInRounds, driveToFull } from '../../src/check/drive.ts';
import { holdVolley, type HeldVolley } from '../../src/check/held-volley.ts';
import { sendVolley } from '../../src/traffic/volley.ts';
import { startBench, type Bench, type BenchOptions } from '../fixtures/bench.ts';

vi.setConfig({ testTimeout: 60_000 });

/** A bench and the volley of so many requests that a matcher would drive through its gate. */
async function benchOf(requests: number, command: readonly string[], options?: BenchOptions) {
  const bench = await startBench(command, options);
  return Object.assign(bench, { held: heldBy(bench, requests) });
}

function heldBy({ gate, server }: Bench, requests: number): HeldVolley {
  const asks = Array.from({ length: requests }, (_, n) => ({
    path: `/${n}`,
    calls: [{ method: 'GET', path: `/${n}` }],
  }));
  return holdVolley(gate, () => sendVolley(server, asks), {
    definition: { part: 'async', theme: 't', tier: 'core', points: 1, proves: 'p', hint: 'h' },
  });
}

describe('driving a volley to full', () => {
  test('proves overlap, and opens the gate', async () => {
    await using bench = await benchOf(10, ['node', 'overlapping.ts']);
    const { fault, timeline } = await driveToFull(bench.held, 10);

    expect(fault).toBeUndefined();
    expect(timeline).toMatchObject({
      expected: '10 in flight at once',
      inFlight: [10],
      mostInFlight: 10,
      work: 10,
      span: 1,
    });
    // A passing check earns all of its points.
    expect(bench.held.record.degree).toBeUndefined();
    expect(bench.gate.inFlight).toBe(0);
  });

  test('names the degree of a serial server, what is missing, and its rounds', async () => {
    await using bench = await benchOf(6, ['node', 'limited.ts', '1']);
    const { fault, timeline } = await driveToFull(bench.held, 6);

    expect(fault).toMatch(
      /^expected 6 calls in flight together, got 1 \(received GET \/\d; missing (GET \/\d, ){2}GET \/\d and 2 more\)$/,
    );
    expect(timeline).toMatchObject({ inFlight: [1, 1, 1, 1, 1, 1], span: 6, work: 6 });
    expect(bench.held.record.degree).toBe(1);
  });

  test('says so when requests are answered without their calls', async () => {
    await using bench = await benchOf(4, ['node', 'half-answering.ts']);
    const { fault } = await driveToFull(bench.held, 4);

    expect(fault).toMatch(
      /^expected 4 calls in flight together, got 2: 2 of 4 requests were answered before \(200\) \(received /,
    );
  });

  test('says so when the server dies', async () => {
    await using bench = await benchOf(3, ['node', 'limited.ts', '1']);
    const driven = driveToFull(bench.held, 3);
    bench.server.program.signal('SIGKILL');

    expect((await driven).fault).toMatch(
      /^expected 3 calls in flight together, got 0: 3 of 3 requests were answered before \((ECONNRE|UND_ERR)/,
    );
  });

  test('says so when a server burns CPU instead', async () => {
    await using bench = await benchOf(3, ['node', 'spinning.ts']);

    expect((await driveToFull(bench.held, 3)).fault).toMatch(
      /^expected 3 calls in flight together, got 1 while the server burnt CPU instead of calling/,
    );
  });

  test('says nothing of a server that is frozen', async () => {
    await using bench = await benchOf(3, ['node', 'overlapping.ts'], { capMs: 2500 });
    bench.server.program.signal('SIGSTOP');

    await expect(driveToFull(bench.held, 3)).rejects.toMatchObject({
      name: 'Inconclusive',
      message: "undecided: 0 of 3 calls had arrived when the machine's time was up",
    });
  });
});

describe('driving a volley in rounds', () => {
  test('sees the rounds of a bound', async () => {
    await using bench = await benchOf(8, ['node', 'limited.ts', '4']);
    const { fault, timeline } = await driveInRounds(bench.held, 4);

    expect(fault).toBeUndefined();
    expect(timeline).toMatchObject({ inFlight: [4, 4], span: 2, work: 8, mostInFlight: 4 });
    const spans = timeline.calls.map(({ from, to }) => `${String(from)}-${String(to)}`);
    expect(spans).toEqual(['1-1', '1-1', '1-1', '1-1', '2-2', '2-2', '2-2', '2-2']);
  });

  test.for([
    ['five where it should be four', 5, 4, /^expected 4 calls in flight, got 5$/],
    ['four where it should be five', 4, 5, /^expected 5 calls in flight, got 4$/],
    ['two where it should be one', 2, 1, /^expected 1 call in flight, got 2$/],
  ] as const)('finds %s', async ([, limit, expected, fault]) => {
    await using bench = await benchOf(10, ['node', 'limited.ts', String(limit)]);

    expect((await driveInRounds(bench.held, expected)).fault).toMatch(fault);
  });

  test('finds a server that takes requests and does nothing', async () => {
    await using bench = await benchOf(2, ['node', 'hoarding.ts']);
    const { fault, timeline } = await driveInRounds(bench.held, 1);

    expect(fault).toBe('expected 1 call in flight, got 0');
    expect(timeline).toMatchObject({ work: 0, span: 0, inFlight: [] });
  });
});

test.for([
  [
    ['node', 'limited.ts', '5'],
    [5, 5, 2],
  ],
  [['node', 'overlapping.ts'], [12]],
] as const)('driving a volley by quiet counts the rounds of %s', async ([command, rounds]) => {
  await using bench = await benchOf(12, command);

  expect((await driveByQuiet(bench.held)).timeline.inFlight).toEqual(rounds);
});
