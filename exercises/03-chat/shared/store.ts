import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import type { Draft, Message } from './message.ts';

export type Store = ReturnType<typeof openStore>;

const schema = `
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS messages (
    room TEXT NOT NULL, id INTEGER NOT NULL, sender TEXT NOT NULL, text TEXT NOT NULL,
    at TEXT NOT NULL, PRIMARY KEY (room, id)
  ) WITHOUT ROWID;
`;

/** The history in `dataDir`; several threads and processes may open it at once. */
export function openStore(dataDir: string) {
  const db = openDatabase(dataDir);
  // One statement, so that nobody else can take the same id.
  const append = db.prepare(`
    INSERT INTO messages
    SELECT :room, ifnull(max(id), 0) + 1, :from, :text, :at FROM messages WHERE room = :room
    RETURNING id
  `);
  const after = db.prepare(`
    SELECT id, room, sender AS "from", text, at FROM messages
    WHERE room = ? AND id > ? ORDER BY id LIMIT ?
  `);
  const count = db.prepare('SELECT room AS name, count(*) AS messages FROM messages GROUP BY room');

  return {
    /** Stores a message under the next id of its room. */
    append(draft: Draft): Message {
      const { room, from, text } = draft;
      const at = new Date().toISOString();
      const [row] = append.all({ room, from, text, at });
      return { id: Number(row?.['id']), room, from, text, at };
    },
    /** What was said in a room after the message with this id, oldest first. */
    after: (room: string, id: number, limit = -1) =>
      after.all(room, id, limit) as unknown[] as Message[],
    /** How many messages each room has that has any. */
    count: () => count.all() as unknown[] as { name: string; messages: number }[],
  };
}

function openDatabase(dataDir: string): DatabaseSync {
  mkdirSync(dataDir, { recursive: true });
  const db = new DatabaseSync(join(dataDir, 'chat.db'), { timeout: 15_000 });
  db.exec('PRAGMA journal_mode = WAL');
  db.exec(schema);
  return db;
}
