import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { watchOverflows } from '../../src/quiet/listen-queue.ts';
import { projectRoot } from '../../src/server/environment.ts';
import { eventually, startBench, type Bench } from '../fixtures/bench.ts';
import { exactly, full, inRounds } from './expect-in-flight.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const bin = join(projectRoot, '.venv/bin');
const gunicorn = [join(bin, 'gunicorn'), '--bind', '$HOST:$PORT', '--workers'];
const uvicorn = [join(bin, 'uvicorn'), '--host', '$HOST', '--port', '$PORT', 'asgi:app'];
const flask = [join(bin, 'flask'), '--app', 'wsgi', 'run', '--host', '$HOST', '--port', '$PORT'];

/** Starts a Python server that leaves no compiled files beside the fixtures. */
function startPython(command: readonly string[], variables = {}): Promise<Bench> {
  return startBench(command, { variables: { PYTHONDONTWRITEBYTECODE: '1', ...variables } });
}

const python = join(bin, 'python');

function isMissing([program = '']: readonly string[]): boolean {
  return !existsSync(program);
}

describe.skipIf(isMissing(gunicorn))('gunicorn', () => {
  test('with one worker takes a round for every request', async () => {
    await using bench = await startPython([...gunicorn, '1', 'wsgi:app']);

    expect(await inRounds(bench, 6, 1)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  test('with four workers takes three rounds for twelve', async () => {
    await using bench = await startPython([...gunicorn, '4', 'wsgi:app']);

    expect(await inRounds(bench, 12, 4)).toEqual([4, 4, 4]);
  });

  test('with one worker is convicted, although it ticks every second', async () => {
    await using bench = await startPython([...gunicorn, '1', 'wsgi:app']);
    bench.send(6);

    expect(await full(bench, 2)).toBe('quiet');
    expect(bench.gate.inFlight).toBe(1);
  });
});

describe.skipIf(isMissing(uvicorn))('uvicorn', () => {
  test('overlaps fifty requests', async () => {
    await using bench = await startPython(uvicorn);
    const volley = bench.send(50);

    expect(await full(bench, 50)).toBe('met');
    bench.gate.open();
    await eventually(volley.done, 'every answer');
  });

  test('with a bound of four is seen as four, although it ticks ten times a second', async () => {
    await using bench = await startPython(uvicorn, { LIMIT: '4' });
    bench.send(12);

    expect(await exactly(bench, 4)).toBe('met');
    expect(await full(bench, 5)).toBe('quiet');
    expect(bench.gate.inFlight).toBe(4);
  });
});

describe.skipIf(isMissing(flask))('Flask', () => {
  test('without threads is convicted at one', async () => {
    await using bench = await startPython([...flask, '--without-threads']);
    bench.send(6);

    expect(await full(bench, 6)).toBe('quiet');
    expect(bench.gate.inFlight).toBe(1);
  });

  test('with threads overlaps', async () => {
    await using bench = await startPython(flask);
    bench.send(12);

    expect(await full(bench, 12)).toBe('met');
  });
});

describe.skipIf(isMissing([python]))('a server with a short listen backlog', () => {
  const linear = '/proc/sys/net/ipv4/tcp_syn_linear_timeouts';
  const attemptsEachSecond = existsSync(linear) ? Number(readFileSync(linear, 'utf8')) : 0;
  const backlogged = (workers: number, backlog: number) =>
    startPython([python, 'backlogged.py', String(workers), String(backlog)]);

  test.for([
    [16, 4, 5, [4, 4, 4, 4]],
    [12, 1, 5, Array(12).fill(1)],
    [12, 2, 1, Array(6).fill(2)],
  ] as const)(
    'takes %i requests %i at a time with a backlog of %i',
    async ([requests, workers, backlog, rounds]) => {
      await using bench = await backlogged(workers, backlog);

      expect(await inRounds(bench, requests, workers)).toEqual(rounds);
    },
  );

  test('is not convicted of what the kernel has still to bring', async () => {
    await using bench = await backlogged(30, 5);
    const { program } = bench.server;
    // So that most find the queue full until the kernel tries again only two seconds later.
    program.signal('SIGSTOP');
    await eventually(() => program.tree.scan().every(({ state }) => state === 'T'), 'a stop');
    const volley = bench.send(30);
    await eventually(() => bench.activity.flushed, 'every request to be handed over');
    for (let attempt = 0; attempt <= attemptsEachSecond; attempt += 1) {
      await eventually(watchOverflows(), 'another attempt of the kernel');
    }
    program.signal('SIGCONT');

    expect(await full(bench, 30)).toBe('met');
    bench.gate.open();
    await eventually(volley.done, 'every answer');
  });

  test.for([
    ['is sent again what the kernel has reset', 8, { AFTER_OVERFLOW: 'yes' }, []],
    ['is sent nothing again that it has reset itself', 1, {}, ['ECONNRESET']],
  ] as const)('%s', async ([, requests, variables, errors]) => {
    await using bench = await startPython([python, 'resetting.py'], variables);
    const volley = bench.send(requests);

    await eventually(volley.done, 'every answer');
    expect(volley.replies.flatMap(({ error }) => error ?? [])).toEqual(errors);
  });

  test('is convicted while the kernel still keeps requests from it', async () => {
    await using bench = await backlogged(1, 1);
    bench.send(8);

    expect(await full(bench, 2)).toBe('quiet');
    expect(bench.gate.inFlight).toBe(1);
  });
});
