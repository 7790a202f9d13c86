import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore, type Store } from '../shared/store.ts';

const email = { kind: 'email', input: { to: 'a@b', subject: 's', text: 't' } } as const;
let folder: string;
let store: Store;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'store-'));
  store = openStore(folder);
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a step is taken once, whoever asks', () => {
  const { id } = store.accept(email);
  const other = openStore(folder);

  expect(other.begin(id)).toMatchObject({ ...email, id, attempts: 1 });
  expect(store.begin(id)).toBeUndefined();
  expect(store.cancelQueued(id)).toBeUndefined();
  expect(store.finish(id)).toBeDefined();
  expect(other.fail(id, 'late')).toBeUndefined();
  expect(store.find(id)).toEqual({ id, kind: 'email', status: 'done', attempts: 1, progress: 1 });
});

test('what is unfinished comes in the order of acceptance, with its pause', () => {
  const ids = Array.from({ length: 5 }, () => store.accept(email).id);
  const [first, second, third, , fifth] = ids as [string, string, string, string, string];
  store.begin(first);
  store.begin(second);
  store.requeue(second, 12_345_678_901_234);
  store.cancelQueued(third);
  store.begin(fifth);
  store.fail(fifth, 'broken');

  expect(openStore(folder).unfinished()).toEqual([
    { id: first, dueAt: 0 },
    { id: second, dueAt: 12_345_678_901_234 },
    { id: ids[3], dueAt: 0 },
  ]);
  expect(store.find(fifth).error).toBe('broken');
});

test('progress never goes back, not with a second attempt either', () => {
  const { id } = store.accept({ kind: 'file', input: { path: '/x' } });
  store.advance(id, 0.9);
  expect(store.find(id).progress).toBe(0);
  store.begin(id);
  store.advance(id, 0.5);
  store.advance(id, 0.2);
  store.requeue(id);
  store.begin(id);
  store.advance(id, 0.1);
  expect(store.find(id)).toMatchObject({ progress: 0.5, attempts: 2 });
});

test('a watcher is told of each change until it stops', () => {
  const { id } = store.accept(email);
  const seen: string[] = [];
  const stop = store.watch(id, ({ status, attempts }) => seen.push(`${status} ${attempts}`));
  store.begin(id);
  store.requeue(id);
  store.begin(id);
  stop();
  store.finish(id);
  expect(seen).toEqual(['running 1', 'queued 1', 'running 2']);
});

test('lists are by status and page, oldest first', () => {
  const ids = Array.from({ length: 3 }, () => store.accept(email).id);
  store.begin(ids[1]!);
  expect(store.list(null, { limit: 2, offset: 1 }).map(({ id }) => id)).toEqual(ids.slice(1));
  expect(store.list('queued', { limit: 9, offset: 0 }).map(({ id }) => id)).toEqual([
    ids[0],
    ids[2],
  ]);
  expect([store.count(null), store.count('running'), store.count('done')]).toEqual([3, 1, 0]);
});
