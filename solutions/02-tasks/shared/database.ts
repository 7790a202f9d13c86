import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import type { FileResult, Job, NewTask, Status, Task } from './task.ts';

/** A task as it is stored. */
export interface Row {
  readonly id: string;
  readonly kind: NewTask['kind'];
  readonly input: string;
  readonly status: Status;
  readonly attempts: number;
  readonly progress: number;
  readonly result: string | null;
  readonly error: string | null;
}

const schema = `
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS tasks (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, input TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'queued', attempts INTEGER NOT NULL DEFAULT 0,
    progress REAL NOT NULL DEFAULT 0, dueAt INTEGER NOT NULL DEFAULT 0, result TEXT, error TEXT
  );
  CREATE INDEX IF NOT EXISTS tasks_by_status ON tasks (status, number);
`;

export function openDatabase(dataDir: string): DatabaseSync {
  mkdirSync(dataDir, { recursive: true });
  const db = new DatabaseSync(join(dataDir, 'tasks.db'), { timeout: 15_000 });
  db.exec('PRAGMA journal_mode = WAL');
  db.exec(schema);
  return db;
}

export const toTask = ({ id, kind, status, attempts, progress, result, error }: Row): Task => ({
  id,
  kind,
  status,
  attempts,
  progress,
  ...(result !== null && { result: JSON.parse(result) as FileResult }),
  ...(error !== null && { error }),
});

export const toJob = ({ id, kind, input, attempts }: Row): Job =>
  ({ id, kind, input: JSON.parse(input) as unknown, attempts }) as Job;
