import { CheckFailure } from '../../check/errors.ts';
import { expectSoon } from '../../check/await.ts';
import { check } from './blog.ts';
import type { HttpGate } from '../../gate/http-gate.ts';
import { expectPercentiles, forceLatencies } from './percentiles.ts';

const facts = { part: 'measure', theme: 'measure.ts' } as const;
const sendsTitle = 'measure.ts sends exactly as many requests as asked';

check(
  sendsTitle,
  {
    ...facts,
    tier: 'core',
    points: 3,
    proves: 'N requests are sent, no more and no fewer, and all are counted.',
    hint: 'One request too many or too few usually means that the count is looked at at the wrong moment.',
  },
  async ({ authors, load, random }) => {
    const [requests, concurrency] = [random.integer(21, 29), random.integer(3, 6)];

    await using run = load({ url: pageOn(authors.gate), requests, concurrency });
    const { calls } = authors.gate;
    const goal = { met: run.ended, broken: () => calls.length > requests };
    await expectSoon(run.watch, goal, () => `${requests} requests and an end, got ${calls.length}`);
    const report = await run.report();

    const sent = authors.gate.calls.filter(({ method }) => method === 'GET').length;
    expectEqual(sent, requests, 'GET requests');
    expectEqual(report.requests, requests, 'requests in the report');
  },
);

check(
  'measure.ts keeps exactly the concurrency asked for',
  {
    ...facts,
    tier: 'core',
    points: 5,
    needs: [sendsTitle],
    proves: 'As long as enough requests are left, C are in flight, whichever of them ends first.',
    hint: 'Fewer usually means that a whole batch is awaited before the next one begins. More usually means that a request begins before another one has ended.',
  },
  async ({ authors, load, random }) => {
    const concurrency = random.integer(4, 7);
    const requests = 4 * concurrency;
    const { gate } = authors;
    gate.close();

    await using run = load({ url: pageOn(gate), requests, concurrency });

    // One reply at a time first: a batch that waits for its slowest request shows then.
    for (let answered = 0; answered < requests;) {
      const wanted = Math.min(concurrency, requests - answered);
      const goal = { met: () => gate.inFlight >= wanted, broken: () => gate.inFlight > wanted };
      const expected = () => `exactly ${wanted} requests in flight, got ${gate.inFlight}`;
      await expectSoon(run.watch, { ...goal, exactly: true }, expected);
      const one = gate.held.slice(answered % wanted).slice(0, 1);
      answered += gate.release(answered < 4 ? one : 'all').length;
    }
    await run.report();
  },
);

const stretch = { ...facts, tier: 'stretch', needs: [sendsTitle] } as const;

check(
  'measure.ts counts failures apart',
  {
    ...stretch,
    points: 2,
    proves: 'A reply outside 2xx and a reset are failures, and the run goes on.',
    hint: 'Too many successes usually means that any reply counts, whatever its status.',
  },
  async ({ authors, load, random }) => {
    const kinds = [{ status: 500 }, 'reset', { status: 404 }, { status: 302 }] as const;
    const bad = Array.from({ length: random.integer(4, 8) }, (_, index) => kinds[index % 4]);
    authors.gate.answer = ({ id }) => bad[id - 1] ?? { json: {} };

    await using run = load({ url: pageOn(authors.gate), requests: 12, concurrency: 4 });
    const report = await run.report();

    expectEqual(report.failed, bad.length, 'failed requests');
    expectEqual(report.succeeded, 12 - bad.length, 'succeeded requests');
  },
);

check(
  'measure.ts reports percentiles that agree with the gate',
  {
    ...stretch,
    points: 2,
    proves:
      'The figures p50, p90 and p99 are the latencies of those ranks, from before connecting to the last byte.',
    hint: 'A value between two groups of latencies usually means an average. A value too small usually means that the clock starts late or stops early.',
  },
  async ({ authors, load, random }) => {
    const requests = 10;
    authors.gate.close();
    await using run = load({ url: pageOn(authors.gate), requests, concurrency: requests });

    const groups = await forceLatencies(run, authors.gate, { sizes: [5, 4, 1], random });

    expectPercentiles(await run.report(), groups);
  },
);

check(
  'measure.ts ends although the server never answers',
  {
    ...stretch,
    points: 1,
    proves: 'A request that takes longer than --timeout is a failure, and the run ends.',
    hint: 'A run without an end usually means that a request has no time-out.',
  },
  async ({ authors, load }) => {
    const timeoutMs = 500;
    authors.gate.close();

    const url = pageOn(authors.gate);
    await using run = load({ url, requests: 3, concurrency: 3, timeoutMs });
    const report = await run.report(2 * timeoutMs + 2000);

    // On a busy machine the time of a request can be over before it has arrived.
    const { length: arrived } = authors.gate.calls;
    if (arrived > 3) throw new CheckFailure(`expected 3 requests, got ${arrived}`);
    expectEqual(report.failed, 3, 'failed requests');
  },
);

/** An address that the gate answers with 200. */
function pageOn({ url }: HttpGate): string {
  return `${url}/authors/ada`;
}

function expectEqual(actual: number, expected: number, what: string): void {
  if (actual !== expected) throw new CheckFailure(`expected ${expected} ${what}, got ${actual}`);
}
