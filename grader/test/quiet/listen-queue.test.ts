import { execa } from 'execa';
import { performance } from 'node:perf_hooks';
import { expect, onTestFinished, test } from 'vitest';
import { Activity } from '../../src/gate/activity.ts';
import { procObserver } from '../../src/quiet/proc-observer.ts';
import { processTree } from '../../src/quiet/process-tree.ts';
import { eventually } from '../fixtures/bench.ts';

test.runIf(process.platform === 'linux')(
  'what the kernel keeps from a server is waited for, and the server gets the time to take it',
  async () => {
    const stop = new AbortController();
    const sleeper = execa('sleep', ['60'], { cancelSignal: stop.signal, reject: false });
    onTestFinished(async () => {
      stop.abort();
      await sleeper;
    });
    const asked: number[] = [];
    const queue = {
      hasOverflown: () => true,
      isUnderWay: () => asked.push(performance.now()) < 5,
    };
    const observer = procObserver(processTree(sleeper.pid!, 'no mark'), new Activity(), queue);

    await eventually(() => {
      const silence = observer.look();
      return silence.confirmed() || silence.convicted();
    }, 'quiet');

    expect(asked).toHaveLength(5);
    expect(performance.now() - asked.at(-1)!).toBeGreaterThanOrEqual(50);
  },
);
