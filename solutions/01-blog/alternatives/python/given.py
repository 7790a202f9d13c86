"""What the starter gives, in Python: configuration, storage, validation, the HTML page."""

import fcntl
import json
import os
import re
import sqlite3
import unicodedata
from contextlib import contextmanager
from datetime import datetime, timezone
from urllib.parse import parse_qs

HOST = os.environ.get("HOST", "127.0.0.1")
PORT = int(os.environ.get("PORT", "3000"))
WORKERS = int(os.environ.get("WORKERS", "1"))
DATA_DIR = os.environ.get("DATA_DIR", ".overlap")
AUTHORS_URL = os.environ.get("AUTHORS_URL", "http://127.0.0.1:4000").rstrip("/")
UPSTREAM_TIMEOUT = int(os.environ.get("UPSTREAM_TIMEOUT_MS", "5000")) / 1000

LONGEST_BODY = 1024 * 1024
LONGEST_NAME = 200
LONGEST_TEXT = 10_000

SCHEMA = """
CREATE TABLE IF NOT EXISTS posts (
  id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE, title TEXT NOT NULL, body TEXT NOT NULL,
  authorId TEXT NOT NULL, createdAt TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS comments (
  id INTEGER PRIMARY KEY, slug TEXT NOT NULL, number INTEGER NOT NULL,
  author TEXT NOT NULL, text TEXT NOT NULL
);
"""


class HttpError(Exception):
    """Answers with this status."""

    def __init__(self, status: int, message: str):
        super().__init__(message)
        self.status = status


class Store:
    """The posts and comments in DATA_DIR; each process opens its own."""

    def __init__(self):
        os.makedirs(DATA_DIR, exist_ok=True)
        # Two processes that open a new database at once can lock each other out.
        with open(os.path.join(DATA_DIR, "opening"), "w") as opening:
            fcntl.flock(opening, fcntl.LOCK_EX)
            path = os.path.join(DATA_DIR, "blog.db")
            self.db = sqlite3.connect(path, timeout=15, isolation_level=None)
            self.db.execute("PRAGMA journal_mode = WAL")
            self.db.execute("PRAGMA synchronous = NORMAL")
            self.db.executescript(SCHEMA)
        self.db.row_factory = lambda cursor, row: {
            column[0]: value for column, value in zip(cursor.description, row)
        }

    def create(self, post):
        try:
            values = "(:slug, :title, :body, :authorId, :createdAt)"
            self.db.execute(
                f"INSERT INTO posts (slug, title, body, authorId, createdAt) VALUES {values}", post
            )
        except sqlite3.IntegrityError:
            raise HttpError(409, f"the post {post['slug']} exists") from None

    def find(self, slug):
        query = "SELECT slug, title, body, authorId, createdAt FROM posts WHERE slug = ?"
        post = self.db.execute(query, (slug,)).fetchone()
        if post is None:
            raise HttpError(404, "no such post")
        return post

    def list(self, limit=-1, offset=0):
        query = "SELECT slug, title, body, authorId, createdAt FROM posts ORDER BY id DESC"
        return self.db.execute(f"{query} LIMIT ? OFFSET ?", (limit, offset)).fetchall()

    def count(self):
        return self.db.execute("SELECT count(*) AS total FROM posts").fetchone()["total"]

    def add_comment(self, slug, comment):
        """Stores a comment with the next number of its post, which no other process takes meanwhile."""
        with self.transaction():
            query = "SELECT coalesce(max(number), 0) AS last FROM comments WHERE slug = ?"
            number = self.db.execute(query, (slug,)).fetchone()["last"] + 1
            self.db.execute(
                "INSERT INTO comments (slug, number, author, text) VALUES (?, ?, ?, ?)",
                (slug, number, comment["author"], comment["text"]),
            )
        return {"number": number, **comment}

    def comments(self, slug):
        query = "SELECT number, author, text FROM comments WHERE slug = ? ORDER BY number"
        return self.db.execute(query, (slug,)).fetchall()

    @contextmanager
    def transaction(self):
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.db.execute("ROLLBACK")
            raise
        self.db.execute("COMMIT")


def parse_json(body: bytes):
    try:
        return json.loads(body.decode())
    except ValueError:
        raise HttpError(400, "the body is not valid JSON") from None


def slug_of(title):
    letters = unicodedata.normalize("NFKD", title)
    plain = "".join(one for one in letters if not unicodedata.category(one).startswith("M"))
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def read_post(body):
    fields = _fields(body)
    title = _string(fields, "title", LONGEST_NAME)
    slug = slug_of(title)
    if slug == "":
        raise HttpError(422, "title must have a letter from a to z or a digit")
    return {
        "slug": slug,
        "title": title,
        "body": _string(fields, "body", LONGEST_TEXT),
        "authorId": _string(fields, "authorId", LONGEST_NAME),
        "createdAt": datetime.now(timezone.utc).isoformat().replace("+00:00", "Z"),
    }


def read_comment(body):
    fields = _fields(body)
    return {
        "author": _string(fields, "author", LONGEST_NAME),
        "text": _string(fields, "text", LONGEST_TEXT),
    }


def read_page(query: str):
    """The limit and the offset that a query string asks for."""
    given = parse_qs(query, keep_blank_values=True)
    return _whole(given, "limit", 20, 1, 100), _whole(given, "offset", 0, 0, 2**53 - 1)


def front_page(posts):
    links = "\n".join(
        f'<li><a href="/posts/{post["slug"]}">{_escape(post["title"])}</a></li>' for post in posts
    )
    head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>The blog</title>'
    return f"{head}<h1>The blog</h1><ul>{links}</ul></html>"


def _escape(text):
    """HTML has many ways to write a character; numbers are as good as names."""
    return re.sub(r"[^\w ]", lambda found: f"&#{ord(found[0])};", text)


def _fields(body):
    if isinstance(body, dict):
        return body
    raise HttpError(422, "the body must be a JSON object")


def _string(fields, name, longest):
    value = fields.get(name)
    if not isinstance(value, str) or re.search("[\ud800-\udfff]", value):
        raise HttpError(422, f"{name} must be a string")
    if value.strip() == "":
        raise HttpError(422, f"{name} must not be empty")
    if len(value) > longest:
        raise HttpError(422, f"{name} must have at most {longest} characters")
    return value


def _whole(given, name, fallback, least, most):
    text = given.get(name, [str(fallback)])[0]
    if re.fullmatch("[0-9]+", text) and least <= int(text) <= most:
        return int(text)
    raise HttpError(422, f"{name} must be a whole number from {least} to {most}")
