"""Pre-forked workers that accept from one listening socket, with nothing but the standard library."""

import http.client
import json
import os
import re
import signal
import socket
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from urllib.parse import quote, unquote, urlsplit

from given import (
    AUTHORS_URL,
    HOST,
    LONGEST_BODY,
    PORT,
    UPSTREAM_TIMEOUT,
    WORKERS,
    HttpError,
    Store,
    front_page,
    read_comment,
    read_page,
    read_post,
)


def healthz(_request):
    return 200, {"ok": True}


def index(request):
    return 200, front_page(request.store.list())


def posts(request):
    page = read_page(request.query)
    return 200, {"posts": request.store.list(*page), "total": request.store.count()}


def create(request):
    post = read_post(request.json())
    request.store.create(post)
    return 201, post, {"Location": f"/posts/{post['slug']}"}


def show(request, slug):
    post = request.store.find(slug)
    path = f"/authors/{quote(post['authorId'], safe='')}"
    author, stats, related = ask(path), ask(f"{path}/stats"), ask(f"/related/{slug}")
    return 200, {**post, "author": author, "stats": stats, "related": related}


def comments(request, slug):
    request.store.find(slug)
    return 200, {"comments": request.store.comments(slug)}


def comment(request, slug):
    request.store.find(slug)
    written = read_comment(request.json())
    if ask("/spam-checks", {"text": written["text"]})["spam"]:
        raise HttpError(422, "the comment is spam")
    return 201, request.store.add_comment(slug, written)


ROUTES = {
    "/healthz": {"GET": healthz},
    "/": {"GET": index},
    "/posts": {"GET": posts, "POST": create},
    "/posts/([^/]+)": {"GET": show},
    "/posts/([^/]+)/comments": {"GET": comments, "POST": comment},
}


class Handler(BaseHTTPRequestHandler):
    """One request on one connection, from beginning to end."""

    timeout = 30

    def __init__(self, connection, address, store):
        self.store = store
        super().__init__(connection, address, None)

    def answer(self):
        self.body = self.rfile.read(int(self.headers["Content-Length"] or 0))
        try:
            self.send(*self.handle_route())
        except HttpError as error:
            self.send(error.status, {"error": str(error)})

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = answer

    def handle_route(self):
        path, _, self.query = self.path.partition("?")
        for pattern, methods in ROUTES.items():
            match = re.fullmatch(pattern, path)
            if match and self.command in methods:
                return methods[self.command](self, *map(unquote, match.groups()))
            if match:
                return 405, {"error": "method not allowed"}, {"Allow": ", ".join(methods)}
        raise HttpError(404, "not found")

    def json(self):
        if len(self.body) > LONGEST_BODY:
            raise HttpError(413, "the body is too big")
        try:
            return json.loads(self.body.decode())
        except ValueError:
            raise HttpError(400, "the body is not valid JSON") from None

    def send(self, status, body, headers=None):
        is_page = isinstance(body, str)
        content = (body if is_page else json.dumps(body)).encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html" if is_page else "application/json")
        self.send_header("Content-Length", str(len(content)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


class TooLong(Exception):
    """A call took longer than the time-out."""


def ask(path, body=None):
    """One call to the author service: what it answers, or a 502 or 504."""
    try:
        with time_limit(UPSTREAM_TIMEOUT):
            return call(path, body)
    except TooLong:
        raise HttpError(504, "the author service took too long") from None
    except (OSError, http.client.HTTPException, ValueError):
        raise HttpError(502, "the author service failed") from None


def call(path, body):
    base = urlsplit(AUTHORS_URL)
    connection = http.client.HTTPConnection(base.hostname, base.port)
    try:
        if body is None:
            connection.request("GET", base.path + path)
        else:
            headers = {"Content-Type": "application/json"}
            connection.request("POST", base.path + path, json.dumps(body), headers)
        reply = connection.getresponse()
        if reply.status != 200:
            raise ValueError(f"status {reply.status}")
        return json.loads(reply.read())
    finally:
        connection.close()


@contextmanager
def time_limit(seconds):
    def ring(*_):
        raise TooLong

    signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


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
