import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { describe, expect, test, vi } from 'vitest';
import { startBurners } from '../../bench/burners.ts';
import { canTrustProc } from '../../src/quiet/probe.ts';
import { until } from '../../src/quiet/until.ts';
import { eventually, startBench, startFixture } from '../fixtures/bench.ts';
import { exactly, full, inRounds } from './expect-in-flight.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

test.runIf(process.platform === 'linux')(
  'the scheduler figures of this machine can be trusted',
  async () => {
    expect(await canTrustProc()).toBe(true);
  },
);

describe('a server that overlaps is never convicted', () => {
  test.for([
    ['when it calls at once', 20, 'overlapping.ts'],
    ['when it ticks twice a second', 20, 'ticking.ts'],
    ['when it polls its queue every 100 ms', 12, 'queue-polling.ts'],
    ['when its requests wait for a file lock', 8, 'lock-waiting.ts'],
    ['when its workers wait for a database lock', 8, 'sqlite-waiting.ts'],
    ['when it sleeps in worker threads first', 6, 'worker-sleeping.ts'],
    ['when it computes 300 ms before each call', 6, 'computing.ts'],
    ['when its grandchildren call', 4, 'grandchildren.ts'],
  ] as const)('%s', async ([, count, fixture]) => {
    await using bench = await startBench(['node', fixture]);
    const volley = bench.send(count);

    const outcome = await full(bench, count);
    bench.gate.open();

    expect(outcome).toBe('met');
    await eventually(volley.done, 'every answer');
    expect(volley.replies.map(({ status }) => status)).toEqual(Array(count).fill(200));
  });

  test('when a daemon that left its group and session calls', async () => {
    await using bench = await startBench(['sh', 'daemonised.sh', 'queue-polling.ts']);
    bench.send(8);

    expect(await full(bench, 8)).toBe('met');
  });
});

describe('a bound is seen exactly', () => {
  test.for([1, 4, 5])('of %i calls in flight', async (limit) => {
    await using bench = await startBench(['node', 'limited.ts', String(limit)]);
    bench.send(12);

    expect(await exactly(bench, limit)).toBe('met');
    expect(bench.gate.inFlight).toBe(limit);
  });

  test('of a server that wakes up every 25 ms', async () => {
    await using bench = await startBench(['node', 'ticking-often.ts']);
    bench.send(4);

    expect(await exactly(bench, 4)).toBe('met');
  });

  test('a limit of five is not taken for one of four', async () => {
    await using bench = await startBench(['node', 'limited.ts', '5']);
    bench.send(12);

    expect(await exactly(bench, 4)).toBe('broken');
    expect(bench.gate.inFlight).toBe(5);
  });

  test('round by round', async () => {
    await using bench = await startBench(['node', 'limited.ts', '4']);

    expect(await inRounds(bench, 12, 4)).toEqual([4, 4, 4]);
  });

  test('a round is confirmed after 50 ms, not after the time that a conviction takes', async () => {
    await using bench = await startBench(['node', 'limited.ts', '1']);
    const volley = bench.send(6);
    const waits: number[] = [];
    while (!volley.done()) {
      const outcome = await bench.until({
        met: () => bench.gate.inFlight === 1,
        broken: volley.done,
        exactly: true,
      });
      if (outcome !== 'met') break;
      waits.push(performance.now() - (bench.gate.held[0]?.arrivedAt ?? 0));
      bench.gate.release();
    }

    expect(waits).toHaveLength(6);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(50);
    // The quickest of six: a noisy machine may hold up the others.
    expect(Math.min(...waits)).toBeLessThan(1000);
  });
});

describe('a server that overlaps less than it should is convicted', () => {
  test.for([
    ['when it is serial', ['node', 'limited.ts', '1'], 1],
    ['when it is serial and ticks', ['node', 'ticking-serial.ts', '1'], 1],
    ['when it is serial in a daemon', ['sh', 'daemonised.sh', 'limited.ts', '1'], 1],
    ['when it lets four through of five', ['node', 'limited.ts', '4'], 4],
  ] as const)('%s', async ([, command, seen]) => {
    await using bench = await startBench(command);
    const volley = bench.send(12);

    expect(await full(bench, seen + 1)).toBe('quiet');
    expect(bench.gate.inFlight).toBe(seen);
    bench.gate.open();
    await eventually(volley.done, 'every answer');
  });

  test('but not before 1.5 s', async () => {
    await using bench = await startBench(['node', 'limited.ts', '1']);
    bench.send(2);
    await eventually(() => bench.gate.inFlight === 1, 'a call');

    expect(await full(bench, 2)).toBe('quiet');

    expect(performance.now() - bench.activity.lastAt).toBeGreaterThanOrEqual(1500);
  });

  test('at once when nothing of it is left', async () => {
    await using bench = await startBench(['node', 'limited.ts', '1']);
    bench.send(2);
    await eventually(() => bench.gate.inFlight === 1, 'a call');
    bench.server.program.signal('SIGKILL');

    expect(await full(bench, 2)).toBe('quiet');
  });

  test('with its threads spinning as one that burns CPU, and its round is never confirmed', async () => {
    await using bench = await startBench(['node', 'spinning.ts']);
    bench.send(3);

    expect(await exactly(bench, 1)).toBe('burning');
    expect(bench.gate.inFlight).toBe(1);
  });

  test('with threads that tick fast as one of which nothing can be said', async () => {
    await using bench = await startBench(['node', 'ticking-fast.ts'], { capMs: 15_000 });
    bench.send(3);

    expect(await exactly(bench, 1)).toBe('cap');
  });
});

describe('a duty with a time', () => {
  test('is not convicted before it is due', async () => {
    await using bench = await startBench(['node', 'limited.ts', '1']);
    const begun = performance.now();

    expect(await bench.until({ met: () => false, dueMs: 4000 })).toBe('quiet');

    expect(performance.now() - begun).toBeGreaterThanOrEqual(4000);
  });

  test('ends at the cap when nothing can be said', async () => {
    await using bench = await startBench(['node', 'spinning.ts'], { capMs: 700 });

    expect(await bench.until({ met: () => false })).toBe('cap');
  });

  test('ends with the reason of whoever gives it up', async () => {
    await using bench = await startBench(['node', 'overlapping.ts']);
    const { watch } = bench.server;
    const signal = AbortSignal.abort(new Error('enough'));

    await expect(until({ ...watch, signal }, { met: () => false })).rejects.toThrow('enough');
  });
});

describe('a frozen server proves nothing', () => {
  test('it is neither confirmed nor convicted, and goes on after SIGCONT', async () => {
    await using bench = await startBench(['node', 'queue-polling.ts'], { capMs: 3000 });
    const volley = bench.send(4);
    await eventually(() => bench.gate.inFlight === 1, 'a call');
    bench.server.program.signal('SIGSTOP');
    await eventually(
      () => bench.server.program.tree.scan().every(({ state }) => state === 'T'),
      'a stop',
    );

    expect(await full(bench, 4)).toBe('cap');
    // A call that was on its way when the server stopped has come by now.
    expect(await exactly(bench, bench.gate.inFlight)).toBe('cap');
    bench.server.program.signal('SIGCONT');

    expect(await full(bench, 4)).toBe('met');
    bench.gate.open();
    await eventually(volley.done, 'every answer');
  });

  test('one that overlaps is not convicted between one stop and the next', async () => {
    await using bench = await startBench(['node', 'queue-polling.ts']);
    await using _ = freezeNowAndThen(bench.server.program.signal);
    bench.send(8);

    expect(await full(bench, 8)).toBe('met');
  });

  test('a serial one is convicted by what is seen between one stop and the next', async () => {
    await using bench = await startBench(['node', 'limited.ts', '1']);
    await using _ = freezeNowAndThen(bench.server.program.signal);
    bench.send(5);

    expect(await full(bench, 5)).toBe('quiet');
  });
});

describe('under sixteen busy processes', () => {
  test.for([
    ['a correct server is not convicted', ['node', 'overlapping.ts'], 20],
    ['one that computes before each call is not either', ['node', 'computing.ts'], 3],
  ] as const)('%s', async ([, command, count]) => {
    await using bench = await startBench(command);
    await using _ = startBurners(16);
    bench.send(count);

    expect(await full(bench, count)).toBe('met');
  });

  test('bounds of four and five are seen exactly', async () => {
    await using four = await startBench(['node', 'limited.ts', '4']);
    await using five = await startBench(['node', 'limited.ts', '5']);
    await using _ = startBurners(16);

    expect(await inRounds(four, 8, 4)).toEqual([4, 4]);
    five.send(10);
    expect(await exactly(five, 4)).toBe('broken');
    expect(five.gate.inFlight).toBe(5);
  });

  test('a serial one is seen as one: convicted, or left undecided', async () => {
    await using bench = await startBench(['node', 'limited.ts', '1'], { capMs: 40_000 });
    await using _ = startBurners(16);
    bench.send(6);

    expect(await full(bench, 6)).toBeOneOf(['quiet', 'cap']);
    expect(bench.gate.inFlight).toBe(1);
  });
});

describe('a grader that is late', () => {
  test('does not convict a server that still works', async () => {
    await using bench = await startBench(['node', 'computing.ts']);
    bench.send(5);
    using _ = blockNowAndThen();

    expect(await full(bench, 5)).toBe('met');
  });

  test('does not convict one that sleeps between its calls', async () => {
    await using bench = await startBench(['node', 'queue-polling.ts']);
    bench.send(10);
    using _ = blockNowAndThen();

    expect(await full(bench, 10)).toBe('met');
  });

  test('does not count the time in which it was frozen together with the server', async () => {
    await using bench = await startBench(['node', 'worker-sleeping.ts', '3000']);
    const { signal } = bench.server.program;
    bench.send(1);
    const timer = setTimeout(() => {
      signal('SIGSTOP');
      block(2000);
      signal('SIGCONT');
      // The server sleeps again before the grader looks.
      block(50);
    }, 400);

    expect(await full(bench, 1)).toBe('met');
    clearTimeout(timer);
  });

  test('does not confirm while a call that it has not seen waits in the system', async () => {
    await using bench = await startBench(['node', 'overlapping.ts']);
    bench.send(4);
    await full(bench, 4);
    const handedOver = join(bench.dataDir, 'handed-over');
    await using _ = startFixture(['node', 'calling.ts', bench.gate.url, handedOver], bench.dataDir);
    // Without a turn of this event loop, in which the call would arrive.
    for (let tries = 0; tries < 1000 && !existsSync(handedOver); tries += 1) block(10);
    const observer = {
      look: () => ({ confirmed: () => true, convicted: () => true, burntSeconds: 0 }),
    };
    const goal = {
      met: () => bench.gate.inFlight >= 4,
      broken: () => bench.gate.inFlight > 4,
      exactly: true,
    };

    expect(bench.gate.inFlight).toBe(4);
    expect(await until({ ...bench.server.watch, observer }, goal)).toBe('broken');
  });
});

/** Blocks this event loop for so many milliseconds. */
function block(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

/** Blocks this event loop for 200 ms, again and again. */
function blockNowAndThen(): Disposable {
  const timer = setInterval(block, 50, 200);
  return {
    [Symbol.dispose]() {
      clearInterval(timer);
    },
  };
}

/** Stops a program for up to 300 ms, lets it go on for as long, and so on. */
function freezeNowAndThen(signal: (name: NodeJS.Signals) => void): AsyncDisposable {
  let stopped = false;
  let timer: NodeJS.Timeout;
  const turn = (step: number) => {
    stopped = !stopped;
    signal(stopped ? 'SIGSTOP' : 'SIGCONT');
    timer = setTimeout(turn, 100 * (1 + (step % 3)), step + 1);
  };
  turn(0);
  return {
    async [Symbol.asyncDispose]() {
      clearTimeout(timer);
      signal('SIGCONT');
    },
  };
}
