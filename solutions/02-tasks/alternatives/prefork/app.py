"""Pre-forked workers that accept from one listening socket, with nothing but the standard library."""

import json
import os
import re
import signal
import socket
from http.server import BaseHTTPRequestHandler

from at_once import count_now, refuse_to_cancel, send_now
from given import (
    HOST,
    LONGEST_BODY,
    PIECE_BYTES,
    PORT,
    WORKERS,
    HttpError,
    Store,
    assert_plain_text,
    linger,
    parse_json,
    read_email,
    read_list,
)


def healthz(_request):
    return {"ok": True}, 200


def emails(request):
    body = b""
    for piece in request.pieces():
        body += piece
        if len(body) > LONGEST_BODY:
            raise HttpError(413, "the body is too big")
    return send_now(request.store, read_email(parse_json(body)))


def files(request):
    assert_plain_text(request.headers["Content-Type"])
    return count_now(request.store, request.length, request.pieces())


def tasks(request):
    return request.store.list(*read_list(request.query)), 200


def task(request, id):
    return request.store.find(id), 200


def cancel(request, id):
    refuse_to_cancel(request.store, id)


ROUTES = {
    "/healthz": {"GET": healthz},
    "/emails": {"POST": emails},
    "/files": {"POST": files},
    "/tasks": {"GET": tasks},
    "/tasks/([^/]+)": {"GET": task, "DELETE": cancel},
}


class Handler(BaseHTTPRequestHandler):
    """One request on one connection, from beginning to end."""

    timeout = 30

    def __init__(self, connection, address, store):
        self.store = store
        super().__init__(connection, address, None)

    def answer(self):
        length = self.headers["Content-Length"]
        self.length = None if length is None else int(length)
        try:
            self.send(*self.handle_route())
        except HttpError as error:
            self.send({"error": str(error)}, error.status)
            linger(self.connection)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = answer

    def handle_route(self):
        path, _, self.query = self.path.partition("?")
        for pattern, methods in ROUTES.items():
            match = re.fullmatch(pattern, path)
            if match and self.command in methods:
                return methods[self.command](self, *match.groups())
            if match:
                return {"error": "method not allowed"}, 405, {"Allow": ", ".join(methods)}
        raise HttpError(404, "not found")

    def pieces(self):
        """The body of the request as it comes in."""
        if self.headers["Transfer-Encoding"] is None:
            yield from self.read(self.length or 0)
            return
        while size := self.chunk_size():
            yield from self.read(size)
            self.rfile.readline()

    def chunk_size(self):
        try:
            return int(self.rfile.readline(1024).split(b";")[0], 16)
        except ValueError:
            raise HttpError(400, "the upload broke off") from None

    def read(self, size):
        while size > 0:
            piece = self.rfile.read1(min(size, PIECE_BYTES))
            if piece == b"":
                raise HttpError(400, "the upload broke off")
            size -= len(piece)
            yield piece

    def send(self, body, status, headers=None):
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


def work(listener):
    """Serves one connection after another until SIGTERM, and then ends."""
    signal.signal(signal.SIGTERM, lambda *_: listener.close())
    store = Store()
    while True:
        try:
            connection, address = listener.accept()
        except OSError:
            if listener.fileno() == -1:
                return
            continue
        with connection:
            try:
                Handler(connection, address, store)
                connection.shutdown(socket.SHUT_WR)
            except OSError:
                pass


def start_worker(listener):
    pid = os.fork()
    if pid > 0:
        return pid
    work(listener)
    os._exit(0)


def main():
    listener = socket.create_server((HOST, PORT), backlog=5)
    workers = [start_worker(listener) for _ in range(WORKERS)]

    def stop(*_):
        for pid in workers:
            os.kill(pid, signal.SIGTERM)

    signal.signal(signal.SIGTERM, stop)
    listener.close()
    for pid in workers:
        os.waitpid(pid, 0)


main()
