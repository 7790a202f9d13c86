import { expect, test } from 'vitest';
import { createGate, type Gate } from './gate.ts';
import { send } from './client.ts';
import { startApp, type RunningApp } from './start-app.ts';
import { waitUntilQuiet } from './tasks.ts';

const LONG = { timeout: 120_000 };

test.each([1, 3, 4])('%i workers take exactly ceil(n / workers) rounds', LONG, async (workers) => {
  await using gate = await createGate();
  await using app = await startApp('app', { WORKERS: String(workers), DEPENDENCY_URL: gate.url });

  for (let volley = 0; volley < 34; volley++) {
    const count = 1 + ((volley * 7) % 20);
    expect(await playVolley({ app, gate, workers, count })).toEqual(expectedRounds(count, workers));
  }

  expect(gate.peak()).toBe(workers);
});

test.runIf(process.platform === 'linux')(
  'no call beyond the workers hides behind a round',
  LONG,
  async () => {
    await using gate = await createGate();
    await using app = await startApp('app', { WORKERS: '4', DEPENDENCY_URL: gate.url });
    const whenFull = () => waitUntilQuiet(app.pid, 50);

    for (let volley = 0; volley < 10; volley++) {
      expect(await playVolley({ app, gate, workers: 4, count: 12, whenFull })).toEqual([4, 4, 4]);
    }
  },
);

interface Volley {
  readonly app: RunningApp;
  readonly gate: Gate;
  readonly workers: number;
  readonly count: number;
  whenFull?(): Promise<void>;
}

/** Sends requests at once and releases full rounds; returns how many calls each round held. */
async function playVolley({ app, gate, workers, count, whenFull }: Volley): Promise<number[]> {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const answers = Promise.all(numbers.map((number) => send(`${app.url}/call/${String(number)}`)));
  const rounds: number[] = [];
  for (let left = count; left > 0; left -= rounds.at(-1) ?? 0) {
    await gate.waitForHeld(Math.min(workers, left));
    await whenFull?.();
    rounds.push(gate.held().length);
    gate.release();
  }
  expect((await answers).map(({ status }) => status)).toEqual(numbers.map(() => 200));
  return rounds;
}

function expectedRounds(count: number, workers: number): number[] {
  const rounds = Array.from({ length: Math.ceil(count / workers) }, () => workers);
  return rounds.with(-1, count - workers * (rounds.length - 1));
}
