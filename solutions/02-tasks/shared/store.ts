import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';

import { openDatabase, toJob, toTask, type Row } from './database.ts';
import { HttpError } from './http-error.ts';
import type { FileResult, Job, NewTask, Status, Task } from './task.ts';

export interface Page {
  readonly limit: number;
  readonly offset: number;
}
export type Store = ReturnType<typeof openStore>;

/**
 * The tasks in `dataDir`; several threads and processes may open it at once.
 *
 * A step from one status to the next is taken by one caller only: for everybody else, and for a
 * task that has another status, it does nothing and returns undefined.
 */
export function openStore(dataDir: string) {
  const db = openDatabase(dataDir);
  const changes = new EventEmitter().setMaxListeners(0);
  const insert = db.prepare('INSERT INTO tasks (id, kind, input) VALUES (?, ?, ?) RETURNING *');
  const find = db.prepare('SELECT * FROM tasks WHERE id = ?');
  // `number` follows the order of acceptance.
  const list = db.prepare(
    'SELECT * FROM tasks WHERE status = ifnull(?, status) ORDER BY number LIMIT ? OFFSET ?',
  );
  const count = db.prepare('SELECT count(*) AS total FROM tasks WHERE status = ifnull(?, status)');
  const unfinished = db.prepare(
    "SELECT id, dueAt FROM tasks WHERE status IN ('queued', 'running') ORDER BY number",
  );

  /** A step that a task takes only from the status `from`. */
  const step = (from: Status, assignments: string) => {
    const update = db.prepare(
      `UPDATE tasks SET ${assignments} WHERE id = :id AND status = '${from}' RETURNING *`,
    );
    return (id: string, values: Record<string, string | number | null> = {}): Job | undefined => {
      const [row] = update.all({ id, ...values }) as unknown[] as Row[];
      if (row === undefined) return undefined;
      changes.emit(id, toTask(row));
      return toJob(row);
    };
  };
  const begin = step('queued', "status = 'running', attempts = attempts + 1");
  const requeue = step('running', "status = 'queued', dueAt = :dueAt");
  const advance = step('running', 'progress = max(progress, :progress)');
  const finish = step('running', "status = 'done', progress = 1, result = :result");
  const fail = step('running', "status = 'failed', error = :error");
  const cancelQueued = step('queued', "status = 'cancelled'");
  const cancelRunning = step('running', "status = 'cancelled'");

  return {
    /** Keeps a new task; it is queued. */
    accept({ kind, input }: NewTask): Task {
      const [row] = insert.all(randomUUID(), kind, JSON.stringify(input)) as unknown[] as [Row];
      return toTask(row);
    },
    /** The task with this id, or a 404. */
    find(id: string): Task {
      const row = find.get(id) as Row | undefined;
      if (!row) throw new HttpError(404, 'no such task');
      return toTask(row);
    },
    /** Oldest first; with a status, those tasks alone. */
    list: (status: Status | null, { limit, offset }: Page): Task[] =>
      (list.all(status, limit, offset) as unknown[] as Row[]).map(toTask),
    count: (status: Status | null) => Number(count.get(status)?.['total']),
    /** The queued and the running tasks in the order in which they were accepted. */
    unfinished: () => unfinished.all() as unknown[] as { id: string; dueAt: number }[],
    /** Queued to running: one more attempt. */
    begin: (id: string) => begin(id),
    /** Running to queued; `dueAt` says when, in milliseconds since 1970, it may begin again. */
    requeue: (id: string, dueAt = 0) => requeue(id, { dueAt }),
    /** How far a running task is; what is less than before changes nothing. */
    advance: (id: string, progress: number) => advance(id, { progress }),
    /** Running to done. */
    finish: (id: string, result: FileResult | void) =>
      finish(id, { result: result === undefined ? null : JSON.stringify(result) }),
    /** Running to failed. */
    fail: (id: string, error: string) => fail(id, { error }),
    /** Queued to cancelled. */
    cancelQueued: (id: string) => cancelQueued(id),
    /** Running to cancelled. */
    cancelRunning: (id: string) => cancelRunning(id),
    /** Calls `listener` after each change that this thread makes to a task, until told to stop. */
    watch(id: string, listener: (task: Task) => void): () => void {
      changes.on(id, listener);
      return () => changes.off(id, listener);
    },
  };
}
