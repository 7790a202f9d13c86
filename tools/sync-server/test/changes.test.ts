import { describe, expect, test } from 'vitest';
import { send, sendJson } from './client.ts';
import { startApp, type RunningApp } from './start-app.ts';
import { states, waitUntilQuiet } from './tasks.ts';
import { until } from './until.ts';

const LONG = { timeout: 60_000 };
const onLinux = test.runIf(process.platform === 'linux');

interface Waited {
  readonly changed: boolean;
  readonly threadId: number;
}

async function wait({ url }: RunningApp, channel: string, query = ''): Promise<Waited> {
  return (await sendJson(`${url}/wait/${channel}?${query}`)) as Waited;
}

async function notify({ url }: RunningApp, channel: string): Promise<number> {
  return ((await sendJson(`${url}/notify/${channel}`, { method: 'POST' })) as Waited).threadId;
}

async function versionOf({ url }: RunningApp, channel: string): Promise<number> {
  return ((await sendJson(`${url}/version/${channel}`)) as { version: number }).version;
}

describe('waitForChangeSync', LONG, () => {
  onLinux('all who wait for a channel wake, and sleep until then', async () => {
    await using app = await startApp('waiting', { WORKERS: '4' });
    const waiting = [wait(app, 'news'), wait(app, 'news'), wait(app, 'news')];
    await waitUntilQuiet(app.pid, 1_500);
    expect(new Set(states(app.pid))).toEqual(new Set(['S']));

    const notifier = await notify(app, 'news');

    const threads = (await Promise.all(waiting)).map(({ changed, threadId }) => {
      expect(changed).toBe(true);
      return threadId;
    });
    expect(new Set([...threads, notifier]).size).toBe(4);
  });

  onLinux('who waits for another channel goes on sleeping', async () => {
    await using app = await startApp('waiting', { WORKERS: '3' });
    const other = wait(app, 'other');
    const news = wait(app, 'news');
    await waitUntilQuiet(app.pid, 300);
    await notify(app, 'news');
    await news;

    expect(await Promise.race([other, notify(app, 'more')])).toBeTypeOf('number');
    await notify(app, 'other');
    expect((await other).changed).toBe(true);
  });

  test('a change between looking and waiting is not lost', async () => {
    await using app = await startApp('waiting', { WORKERS: '2' });
    const since = await versionOf(app, 'news');
    await notify(app, 'news');

    expect((await wait(app, 'news', `since=${String(since)}&timeoutMs=60000`)).changed).toBe(true);
    const now = await versionOf(app, 'news');
    expect(now).not.toBe(since);
    expect((await wait(app, 'news', `since=${String(now)}&timeoutMs=0`)).changed).toBe(false);
  });

  test('a time-out ends the waiting, not before its time', async () => {
    await using app = await startApp('waiting');
    const start = performance.now();

    expect((await wait(app, 'news', 'timeoutMs=300')).changed).toBe(false);
    expect(performance.now() - start).toBeGreaterThanOrEqual(299);
  });

  test('no change is lost in a race of many', async () => {
    await using app = await startApp('waiting', { WORKERS: '2' });
    for (let round = 0; round < 100; round++) {
      const since = await versionOf(app, 'race');
      const [waited] = await Promise.all([
        wait(app, 'race', `since=${String(since)}`),
        notify(app, 'race'),
      ]);
      expect(waited.changed).toBe(true);
    }
  });

  test('a worker that takes the place of another one hears of changes too', async () => {
    await using app = await startApp('waiting', { WORKERS: '1' });
    await notify(app, 'news');
    const version = await versionOf(app, 'news');
    expect((await send(`${app.url}/exit`)).status).toBe(500);

    expect(await versionOf(app, 'news')).toBe(version);
  });

  test('a time-out that is none is an error of the handler', async () => {
    await using app = await startApp('waiting');

    expect((await send(`${app.url}/wait/news?timeoutMs=x`)).status).toBe(500);
    const reason = 'TypeError: expected timeoutMs from 0 to 2147483647, got NaN';
    await until(() => app.stderr().includes(reason), 'the log says so');
  });

  test('changes are told between workers only', async () => {
    await using app = await startApp('notifies-main');

    expect(await app.exited).toEqual({ code: 1, signal: null });
    expect(app.stderr()).toMatch(/expected to be in a handler/);
  });
});
