"""What the starter gives, in Python: configuration, storage, counting, validation, mails."""

import codecs
import collections
import fcntl
import hashlib
import heapq
import json
import os
import re
import socket
import sqlite3
import threading
import time
import uuid
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import parse_qs, urlsplit

HOST = os.environ.get("HOST", "127.0.0.1")
PORT = int(os.environ.get("PORT", "3000"))
WORKERS = int(os.environ.get("WORKERS", "1"))
CONCURRENCY = int(os.environ.get("CONCURRENCY", "4"))
DATA_DIR = os.environ.get("DATA_DIR", ".overlap")
SMTP_URL = urlsplit(os.environ.get("SMTP_URL", "smtp://127.0.0.1:2525"))
SMTP_TIMEOUT = int(os.environ.get("SMTP_TIMEOUT_MS", "120000")) / 1000
RETRY_BASE = int(os.environ.get("RETRY_BASE_MS", "1000")) / 1000
MAX_FILE_BYTES = int(os.environ.get("MAX_FILE_BYTES", str(256 * 1024 * 1024)))

SENDER = "tasks@example.org"
LONGEST_BODY = 256 * 1024
PIECE_BYTES = 64 * 1024
LINGER = 5

STATUSES = ("queued", "running", "done", "failed", "cancelled")
SCHEMA = """
CREATE TABLE IF NOT EXISTS tasks (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, input TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'queued', attempts INTEGER NOT NULL DEFAULT 0,
  progress REAL NOT NULL DEFAULT 0, dueAt REAL NOT NULL DEFAULT 0, result TEXT, error TEXT
);
CREATE INDEX IF NOT EXISTS tasks_by_status ON tasks (status, number);
"""


class HttpError(Exception):
    """Answers with this status."""

    def __init__(self, status: int, message: str):
        super().__init__(message)
        self.status = status


class Store:
    """The tasks in DATA_DIR; each thread opens its own. A step is taken from one status alone."""

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
            path = os.path.join(DATA_DIR, "tasks.db")
            self.local.db = sqlite3.connect(path, timeout=15, isolation_level=None)
            self.local.db.execute("PRAGMA synchronous = NORMAL")
            self.local.db.row_factory = sqlite3.Row
        return self.local.db

    def accept(self, kind, given=None):
        id = str(uuid.uuid4())
        insert = "INSERT INTO tasks (id, kind, input) VALUES (?, ?, ?)"
        self.db.execute(insert, (id, kind, json.dumps(given)))
        return self.find(id)

    def find(self, id):
        row = self.db.execute("SELECT * FROM tasks WHERE id = ?", (id,)).fetchone()
        if row is None:
            raise HttpError(404, "no such task")
        return _task(row)

    def list(self, status, limit, offset):
        """One page of the tasks, oldest first, and how many there are."""
        where = "FROM tasks WHERE status = ifnull(?, status)"
        page = f"SELECT * {where} ORDER BY number LIMIT ? OFFSET ?"
        tasks = [_task(row) for row in self.db.execute(page, (status, limit, offset))]
        [total] = self.db.execute(f"SELECT count(*) {where}", (status,)).fetchone()
        return {"tasks": tasks, "total": total}

    def unfinished(self):
        query = "SELECT id, dueAt FROM tasks WHERE status IN ('queued', 'running') ORDER BY number"
        return self.db.execute(query).fetchall()

    def begin(self, id):
        """Queued to running: its kind, its input and its attempts; None when it is not queued."""
        rows = self._step(id, "queued", "status = 'running', attempts = attempts + 1")
        return next(((row["kind"], json.loads(row["input"]), row["attempts"]) for row in rows), None)

    def requeue(self, id, due_at=0.0):
        self._step(id, "running", "status = 'queued', dueAt = ?", due_at)

    def advance(self, id, progress):
        self._step(id, "running", "progress = max(progress, ?)", progress)

    def finish(self, id, result=None):
        text = None if result is None else json.dumps(result)
        self._step(id, "running", "status = 'done', progress = 1, result = ?", text)

    def fail(self, id, error):
        self._step(id, "running", "status = 'failed', error = ?", str(error) or "failed")

    def cancel(self, id, status):
        """From this status to cancelled: its input; None when it has another status."""
        rows = self._step(id, status, "status = 'cancelled'")
        return next((json.loads(row["input"]) for row in rows), None)

    def _step(self, id, status, assignments, *values):
        update = f"UPDATE tasks SET {assignments} WHERE id = ? AND status = ? RETURNING *"
        return self.db.execute(update, (*values, id, status)).fetchall()


class Counter:
    """Counts a text that comes in pieces, cut anywhere."""

    word = re.compile(r"[^\W_]+")

    def __init__(self):
        self.hash = hashlib.sha256()
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.counts = collections.Counter()
        self.bytes = self.lines = 0
        # Of the word at the end of the last piece, which may go on.
        self.open = []

    def add(self, piece):
        self.hash.update(piece)
        self.bytes += len(piece)
        self.lines += piece.count(b"\n")
        self._read(self.decoder.decode(piece))

    def result(self):
        self._read(self.decoder.decode(b"", final=True))
        self._close()
        counts = collections.Counter()
        for word, count in self.counts.items():
            counts[word.lower()] += count
        top = heapq.nsmallest(10, counts.items(), key=lambda counted: (-counted[1], counted[0]))
        return {
            "bytes": self.bytes,
            "lines": self.lines,
            "words": counts.total(),
            "sha256": self.hash.hexdigest(),
            "topWords": top,
        }

    def _read(self, text):
        found = self.word.findall(text)
        if text and not (found and text.startswith(found[0])):
            self._close()
        tail = [found.pop()] if found and text.endswith(found[-1]) else []
        if self.open and found:
            self.open.append(found.pop(0))
            self._close()
        self.counts.update(found)
        self.open += tail

    def _close(self):
        if self.open:
            self.counts["".join(self.open)] += 1
        self.open = []


def assert_fits(length):
    if length > MAX_FILE_BYTES:
        raise HttpError(413, f"the file must have at most {MAX_FILE_BYTES} bytes")


def assert_plain_text(content_type):
    if (content_type or "").split(";")[0].strip().lower() != "text/plain":
        raise HttpError(415, "the file must be text/plain")


def linger(connection: socket.socket):
    """Reads on for a while: closing at once would reset the connection, and the answer with it."""
    until = time.monotonic() + LINGER
    try:
        connection.shutdown(socket.SHUT_WR)
        while (left := until - time.monotonic()) > 0:
            connection.settimeout(left)
            if not connection.recv(PIECE_BYTES):
                return
    except OSError:
        pass


def write_mail(email):
    """The sender, the recipients and the message of a mail."""
    message = EmailMessage()
    message["From"] = SENDER
    message["To"] = email["to"]
    message["Subject"] = re.sub(r"[\r\n]+", " ", email["subject"])
    message.set_content(email["text"])
    # What send_message() writes by default turns "From " at the beginning of a line into ">From ".
    return SENDER, [email["to"]], message.as_bytes(policy=SMTP)


def parse_json(body: bytes):
    try:
        return json.loads(body.decode())
    except ValueError:
        raise HttpError(400, "the body is not valid JSON") from None


_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ADDRESS = re.compile(rf"[a-z0-9.!#$%&'*+/=?^_`{{|}}~-]+@{_LABEL}(?:\.{_LABEL})*", re.I | re.A)


def read_email(body):
    if not isinstance(body, dict):
        raise HttpError(422, "the body must be a JSON object")
    to = _string(body, "to", 200)
    if not _ADDRESS.fullmatch(to):
        raise HttpError(422, "to must be an e-mail address")
    return {"to": to, "subject": _string(body, "subject", 200), "text": _string(body, "text", 10_000)}


def read_list(query: str):
    """The status, the limit and the offset that a query string asks for."""
    given = parse_qs(query, keep_blank_values=True)
    status = given.get("status", [None])[0]
    if status is not None and status not in STATUSES:
        raise HttpError(422, f"status must be one of {', '.join(STATUSES)}")
    return status, _whole(given, "limit", 20, 1, 100), _whole(given, "offset", 0, 0, 2**53 - 1)


def _task(row):
    task = {name: row[name] for name in ("id", "kind", "status", "attempts", "progress")}
    if row["result"] is not None:
        task["result"] = json.loads(row["result"])
    if row["error"] is not None:
        task["error"] = row["error"]
    return task


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
