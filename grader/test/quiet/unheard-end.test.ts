import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { describe, expect, test } from 'vitest';
import { Activity } from '../../src/gate/activity.ts';
import type { Observer } from '../../src/quiet/observer.ts';
import { procObserver } from '../../src/quiet/proc-observer.ts';
import { processOf } from '../../src/quiet/proc.ts';
import { processTree } from '../../src/quiet/process-tree.ts';

const turns = new Int32Array(new SharedArrayBuffer(4));

/** Looks for a while in which the event loop cannot hear of anything, as on a starved machine. */
function lookFor(ms: number, look: Observer['look']) {
  const until = performance.now() + ms;
  const seen = { confirmed: false, convicted: false };
  while (performance.now() < until) {
    const silence = look();
    seen.confirmed ||= silence.confirmed();
    seen.convicted ||= silence.convicted();
    Atomics.wait(turns, 0, 0, 5);
  }
  return seen;
}

describe.runIf(process.platform === 'linux')(
  'a program whose end the grader has not heard of',
  () => {
    test.for([
      ['has just ended', 'exit 0'],
      ['slept for long before it ended', 'sleep 1.7'],
    ] as const)('is not quiet when it %s', async ([, script]) => {
      const child = spawn('sh', ['-c', script], { detached: true, stdio: 'ignore' });
      const exited = once(child, 'exit');
      const pid = child.pid!;
      const observer = procObserver(processTree(pid, 'no such mark'), new Activity());
      while (processOf(pid)?.state !== 'Z') {
        observer.look();
        Atomics.wait(turns, 0, 0, 5);
      }

      const seen = lookFor(200, observer.look);

      expect(seen).toEqual({ confirmed: false, convicted: false });
      await exited;
      expect(lookFor(200, observer.look)).toEqual({ confirmed: true, convicted: true });
    });
  },
);
