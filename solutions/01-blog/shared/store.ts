import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { HttpError } from './http-error.ts';

export interface Post {
  readonly slug: string;
  readonly title: string;
  readonly body: string;
  readonly authorId: string;
  readonly createdAt: string;
}
export interface Comment {
  readonly number: number;
  readonly author: string;
  readonly text: string;
}
export interface Page {
  readonly limit: number;
  readonly offset: number;
}
export type Store = ReturnType<typeof openStore>;

// A comment's number is on purpose not unique here: a number that is given twice is to be seen.
const schema = `
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS posts (
    id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE, title TEXT NOT NULL, body TEXT NOT NULL,
    authorId TEXT NOT NULL, createdAt TEXT NOT NULL
  );
  CREATE TABLE IF NOT EXISTS comments (
    id INTEGER PRIMARY KEY, slug TEXT NOT NULL REFERENCES posts (slug), number INTEGER NOT NULL,
    author TEXT NOT NULL, text TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS comments_in_order ON comments (slug, number);
`;

/** The posts and comments in `dataDir`; several threads and processes may open it at once. */
export function openStore(dataDir: string) {
  const db = openDatabase(dataDir);
  const post = 'SELECT slug, title, body, authorId, createdAt FROM posts';
  const insertPost = db.prepare(
    'INSERT INTO posts VALUES (NULL, ?, ?, ?, ?, ?) ON CONFLICT (slug) DO NOTHING',
  );
  const findPost = db.prepare(`${post} WHERE slug = ?`);
  // `id` follows the order of acceptance; `createdAt` does not within one millisecond.
  const listPosts = db.prepare(`${post} ORDER BY id DESC LIMIT ? OFFSET ?`);
  const countPosts = db.prepare('SELECT count(*) AS total FROM posts');
  const lastNumber = db.prepare('SELECT max(number) AS number FROM comments WHERE slug = ?');
  const insertComment = db.prepare('INSERT INTO comments VALUES (NULL, ?, ?, ?, ?)');
  const listComments = db.prepare(
    'SELECT number, author, text FROM comments WHERE slug = ? ORDER BY number, id',
  );

  return {
    /** Keeps a post, or a 409. */
    create({ slug, title, body, authorId, createdAt }: Post): void {
      const { changes } = insertPost.run(slug, title, body, authorId, createdAt);
      if (changes === 0) throw new HttpError(409, `the post ${slug} exists`);
    },
    /** The post with this slug, or a 404. */
    find(slug: string): Post {
      const post = findPost.get(slug) as Post | undefined;
      if (!post) throw new HttpError(404, 'no such post');
      return post;
    },
    /** Newest first; all of them without a page. */
    list: ({ limit, offset }: Page = { limit: -1, offset: 0 }) =>
      listPosts.all(limit, offset) as unknown[] as Post[],
    count: () => Number(countPosts.get()?.['total']),
    /** The highest number among the comments of a post; 0 when it has none. */
    lastNumber: (slug: string) => Number(lastNumber.get(slug)?.['number'] ?? 0),
    insertComment(slug: string, { number, author, text }: Comment): void {
      insertComment.run(slug, number, author, text);
    },
    listComments: (slug: string) => listComments.all(slug) as unknown[] as Comment[],
    /** Runs `work` while no other thread or process can write; undone when it throws. */
    transaction<T>(work: () => T): T {
      db.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        db.exec('COMMIT');
        return result;
      } catch (error) {
        if (db.isTransaction) db.exec('ROLLBACK');
        throw error;
      }
    },
  };
}

function openDatabase(dataDir: string): DatabaseSync {
  mkdirSync(dataDir, { recursive: true });
  const db = new DatabaseSync(join(dataDir, 'blog.db'), { timeout: 15_000 });
  db.exec('PRAGMA journal_mode = WAL');
  db.exec(schema);
  return db;
}
