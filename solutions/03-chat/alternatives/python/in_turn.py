"""What both synchronous servers do for a request: one thing after the other, and wait for each."""

import http.client
import json
import socket
import threading
import time
from contextlib import suppress
from urllib.parse import urlsplit

from given import (
    LONGEST_BODY,
    MODERATION_TIMEOUT,
    MODERATION_URL,
    HttpError,
    page_of,
    parse_json,
    read_draft,
    read_room,
    read_since,
    read_verdict,
)

LOOK_AGAIN = 0.05
PIECE_BYTES = 64 * 1024


def say(store, room, stream):
    draft = read_draft(room, parse_json(read_body(stream)))
    return store.append({**draft, "text": moderate(draft)})


def read(store, room, query):
    """Looks again and again, until there is something to read or the time is over."""
    room = read_room(room)
    after, limit, wait = read_since(query)
    until = time.monotonic() + wait
    while True:
        messages = store.after(room, after, limit)
        left = until - time.monotonic()
        if messages or left <= 0:
            return page_of(messages, after)
        time.sleep(min(left, LOOK_AGAIN))


def read_body(stream):
    """A body, or a 413; one that is too big is read to its end too, else the answer would be lost."""
    body = stream.read(LONGEST_BODY + 1)
    if len(body) <= LONGEST_BODY:
        return body
    while stream.read(PIECE_BYTES):
        pass
    raise HttpError(413, "the body is too big")


def moderate(draft):
    """One call to the moderation service: the text as it may be said, or a 422, 502 or 504."""
    base = urlsplit(MODERATION_URL)
    connection = http.client.HTTPConnection(base.hostname, base.port, timeout=MODERATION_TIMEOUT)
    is_over = threading.Event()
    try:
        connection.connect()
        # The time-out of a socket is for each read; the one of the contract is for the whole call.
        timer = threading.Timer(MODERATION_TIMEOUT, cut, (connection.sock, is_over))
        timer.start()
        try:
            headers = {"Content-Type": "application/json"}
            connection.request("POST", f"{base.path}/moderate", json.dumps(draft), headers)
            reply = connection.getresponse()
            content = reply.read()
        finally:
            timer.cancel()
        if is_over.is_set():
            raise TimeoutError
    except TimeoutError:
        raise HttpError(504, "the moderation took too long") from None
    except (OSError, http.client.HTTPException):
        status = 504 if is_over.is_set() else 502
        raise HttpError(status, "the moderation failed") from None
    finally:
        connection.close()
    return read_verdict(reply.status, content)


def cut(connection: socket.socket, is_over: threading.Event):
    is_over.set()
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
