import { execa } from 'execa';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Activity } from '../../src/gate/activity.ts';
import { sampleMs } from '../../src/quiet/observer.ts';
import { procObserver } from '../../src/quiet/proc-observer.ts';
import { processTree } from '../../src/quiet/process-tree.ts';

test.runIf(process.platform === 'linux')(
  'what the kernel keeps from a server is waited for, and the server gets the time to take it',
  async () => {
    const stop = new AbortController();
    const sleeper = execa('sleep', ['60'], { cancelSignal: stop.signal, reject: false });
    const asked: number[] = [];
    const queue = {
      hasOverflown: () => true,
      isUnderWay: () => asked.push(performance.now()) < 5,
    };
    const observer = procObserver(processTree(sleeper.pid!, 'no mark'), new Activity(), queue);

    let silence = observer.look();
    while (!silence.confirmed() && !silence.convicted()) {
      await delay(sampleMs);
      silence = observer.look();
    }

    expect(asked).toHaveLength(5);
    expect(performance.now() - asked.at(-1)!).toBeGreaterThanOrEqual(50);
    stop.abort();
    await sleeper;
  },
);
