"""Pre-forked workers that accept from one listening socket, with nothing but the standard library."""

import json
import os
import re
import signal
import socket
from http.server import BaseHTTPRequestHandler
from urllib.parse import unquote

from given import HOST, PORT, WORKERS, HttpError, Store, read_page, rooms_of
from in_turn import read, say

PAGE = read_page()
ROOM = "/rooms/([^/]+)/messages"


class Handler(BaseHTTPRequestHandler):
    """One request on one connection, from beginning to end."""

    timeout = 30

    def __init__(self, connection, address, store):
        self.store = store
        super().__init__(connection, address, None)

    def do_GET(self):
        path, _, query = self.path.partition("?")
        if path in PAGE:
            self.send(200, *PAGE[path])
        elif path == "/healthz":
            self.answer(lambda: {"ok": True})
        elif path == "/rooms":
            self.answer(lambda: rooms_of(self.store, {}))
        elif room := re.fullmatch(ROOM, path):
            self.answer(lambda: read(self.store, unquote(room[1]), query))
        else:
            self.refuse()

    def do_POST(self):
        if room := re.fullmatch(ROOM, self.path.partition("?")[0]):
            self.answer(lambda: say(self.store, unquote(room[1]), Body(self)), 201)
        else:
            self.refuse()

    def refuse(self):
        path = self.path.partition("?")[0]
        if re.fullmatch(ROOM, path):
            self.send_json(405, {"error": "method not allowed"}, {"Allow": "GET, POST"})
        elif path in PAGE or path in ("/healthz", "/rooms"):
            self.send_json(405, {"error": "method not allowed"}, {"Allow": "GET"})
        else:
            self.send_json(404, {"error": "not found"})

    do_PUT = do_PATCH = do_DELETE = do_OPTIONS = refuse

    def answer(self, work, status=200):
        try:
            body = work()
        except HttpError as error:
            status, body = error.status, {"error": str(error)}
        self.send_json(status, body)

    def send_json(self, status, body, headers=None):
        self.send(status, json.dumps(body).encode(), "application/json", headers)

    def send(self, status, content, type, headers=None):
        self.send_response(status)
        self.send_header("Content-Type", type)
        self.send_header("Content-Length", str(len(content)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


class Body:
    """The body of a request; nothing behind it is read."""

    def __init__(self, request):
        self.file = request.rfile
        self.left = int(request.headers["Content-Length"] or 0)

    def read(self, size):
        piece = self.file.read(min(size, self.left))
        self.left -= len(piece)
        return piece


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
