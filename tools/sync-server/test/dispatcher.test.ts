import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDispatcher } from '../src/dispatcher.ts';

interface Run {
  readonly started: number[];
  readonly dropped: number[];
  readonly peak: number;
}

test('each wanted job starts once, in order, never on more workers than there are', () => {
  const jobs = fc.array(fc.boolean(), { maxLength: 40 });
  fc.assert(
    fc.property(
      jobs,
      fc.integer({ min: 1, max: 5 }),
      fc.infiniteStream(fc.nat()),
      (wanted, workers, picks) => {
        const numbers = wanted.map((_, index) => index);

        const run = simulate(wanted, workers, picks);

        expect(run.started).toEqual(numbers.filter((index) => wanted[index]));
        expect(run.dropped).toEqual(numbers.filter((index) => !wanted[index]));
        expect(run.peak).toBe(Math.min(workers, run.started.length));
      },
    ),
  );
});

test('a worker that has died gets no job', () => {
  const started: string[] = [];
  const dispatcher = createDispatcher<number, string>({
    wanted: () => true,
    drop: () => undefined,
    start: (worker) => started.push(worker),
  });
  dispatcher.release('dead');
  dispatcher.release('alive');

  dispatcher.remove('dead');
  dispatcher.enqueue(1);
  dispatcher.enqueue(2);

  expect(started).toEqual(['alive']);
});

/** Enqueues every job, then lets running jobs end in an arbitrary order. */
function simulate(wanted: boolean[], workers: number, picks: Iterator<number>): Run {
  const running: number[] = [];
  const run = { started: [] as number[], dropped: [] as number[], peak: 0 };
  const dispatcher = createDispatcher<number, number>({
    wanted: (job) => wanted[job] ?? false,
    drop: (job) => run.dropped.push(job),
    start: (worker, job) => {
      run.started.push(job);
      run.peak = Math.max(run.peak, running.push(worker));
    },
  });
  for (let worker = 0; worker < workers; worker++) dispatcher.release(worker);
  wanted.forEach((_, job) => dispatcher.enqueue(job));
  while (running.length > 0) {
    const [worker = 0] = running.splice((picks.next().value as number) % running.length, 1);
    dispatcher.release(worker);
  }
  return run;
}
