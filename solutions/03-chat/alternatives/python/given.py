"""What the starter gives, in Python: configuration, storage, validation, the page."""

import fcntl
import json
import os
import re
import sqlite3
import threading
from datetime import datetime, timezone
from pathlib import Path
from urllib.parse import parse_qs

HOST = os.environ.get("HOST", "127.0.0.1")
PORT = int(os.environ.get("PORT", "3000"))
WORKERS = int(os.environ.get("WORKERS", "1"))
DATA_DIR = os.environ.get("DATA_DIR", ".overlap")
MODERATION_URL = os.environ.get("MODERATION_URL", "http://127.0.0.1:4000").rstrip("/")
MODERATION_TIMEOUT = int(os.environ.get("MODERATION_TIMEOUT_MS", "5000")) / 1000
PING = int(os.environ.get("PING_MS", "20000")) / 1000

PUBLIC = Path(__file__).parents[2] / "public"
LONGEST_BODY = 256 * 1024
LONGEST_TEXT = 16_000
LONGEST_WAIT_MS = 60_000

TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
SCHEMA = """
CREATE TABLE IF NOT EXISTS messages (
  room TEXT NOT NULL, id INTEGER NOT NULL, sender TEXT NOT NULL, text TEXT NOT NULL,
  at TEXT NOT NULL, PRIMARY KEY (room, id)
) WITHOUT ROWID;
"""


class HttpError(Exception):
    """Answers with this status."""

    def __init__(self, status: int, message: str):
        super().__init__(message)
        self.status = status


class Store:
    """The history in DATA_DIR; each thread opens its own."""

    def __init__(self):
        self.local = threading.local()
        os.makedirs(DATA_DIR, exist_ok=True)
        # Two processes that open a new database at once can lock each other out.
        with open(os.path.join(DATA_DIR, "opening"), "w") as opening:
            fcntl.flock(opening, fcntl.LOCK_EX)
            self.db.execute("PRAGMA journal_mode = WAL")
            self.db.executescript(SCHEMA)

    @property
    def db(self):
        if not hasattr(self.local, "db"):
            path = os.path.join(DATA_DIR, "chat.db")
            self.local.db = sqlite3.connect(path, timeout=15, isolation_level=None)
            self.local.db.execute("PRAGMA synchronous = NORMAL")
            self.local.db.row_factory = sqlite3.Row
        return self.local.db

    def append(self, draft):
        """Stores a message under the next id of its room."""
        at = datetime.now(timezone.utc).isoformat()
        # One statement, so that nobody else can take the same id.
        insert = """
            INSERT INTO messages
            SELECT :room, ifnull(max(id), 0) + 1, :from, :text, :at FROM messages WHERE room = :room
            RETURNING id
        """
        [row] = self.db.execute(insert, {**draft, "at": at}).fetchall()
        return {"id": row["id"], **draft, "at": at}

    def after(self, room, id, limit=-1):
        """What was said in a room after the message with this id, oldest first."""
        query = """
            SELECT id, room, sender AS "from", text, at FROM messages
            WHERE room = ? AND id > ? ORDER BY id LIMIT ?
        """
        return [dict(row) for row in self.db.execute(query, (room, id, limit))]

    def count(self):
        """How many messages each room has that has any."""
        rows = self.db.execute("SELECT room, count(*) AS messages FROM messages GROUP BY room")
        return {row["room"]: row["messages"] for row in rows}


def read_page():
    """The files of the chat page and their types, by the path that a browser asks for."""
    page = {f"/{file.name}": (file.read_bytes(), TYPES[file.suffix]) for file in PUBLIC.iterdir()}
    return {"/": page.pop("/index.html"), **page}


def parse_json(body: bytes):
    try:
        return json.loads(body.decode())
    except (ValueError, RecursionError):
        raise HttpError(400, "the body is not valid JSON") from None


def is_name(name):
    return isinstance(name, str) and re.fullmatch("[A-Za-z0-9_-]{1,64}", name) is not None


def is_text(text):
    # Half a surrogate pair cannot be stored as UTF-8.
    if not isinstance(text, str) or re.search("[\ud800-\udfff]", text):
        return False
    return text.strip() != "" and len(text) <= LONGEST_TEXT


def read_room(room):
    if is_name(room):
        return room
    raise HttpError(422, "a room has 1 to 64 of the characters A-Z, a-z, 0-9, _ and -")


def read_draft(room, body):
    """What somebody wants to say in a room, or a 422."""
    if not isinstance(body, dict):
        raise HttpError(422, "the body must be a JSON object")
    if not is_name(body.get("from")):
        raise HttpError(422, "from must have 1 to 64 of A-Z, a-z, 0-9, _ and -")
    if not is_text(body.get("text")):
        raise HttpError(422, f"text must have 1 to {LONGEST_TEXT} characters")
    return {"room": read_room(room), "from": body["from"], "text": body["text"]}


def read_since(query: str):
    """After which message, how many and for how many seconds a reader waits for them, or a 422."""
    given = parse_qs(query, keep_blank_values=True)
    after = _whole(given, "after", 0, 0, 2**53 - 1)
    limit = _whole(given, "limit", 100, 1, 1000)
    return after, limit, _whole(given, "wait", 0, 0, LONGEST_WAIT_MS) / 1000


def read_verdict(status: int, content: bytes):
    """The text as it may be said, or a 422 or 502."""
    try:
        verdict = json.loads(content)
        if status != 200 or not isinstance(verdict["text"], str):
            raise ValueError
    except (ValueError, KeyError, TypeError):
        raise HttpError(502, "the moderation failed") from None
    if not verdict["allowed"]:
        raise HttpError(422, "the message was refused")
    return verdict["text"]


def page_of(messages, after):
    return {"messages": messages, "last": messages[-1]["id"] if messages else after}


def rooms_of(store, members):
    """How many messages and members each room has; `members` are counts by room."""
    messages = store.count()
    names = sorted(messages.keys() | members.keys())
    return {
        "rooms": [
            {"name": name, "members": members.get(name, 0), "messages": messages.get(name, 0)}
            for name in names
        ]
    }


def _whole(given, name, fallback, least, most):
    text = given.get(name, [str(fallback)])[0]
    if re.fullmatch("[0-9]+", text) and least <= int(text) <= most:
        return int(text)
    raise HttpError(422, f"{name} must be a whole number from {least} to {most}")
