import time
from urllib.parse import quote

import requests
from flask import Flask, jsonify, request
from given import (
    AUTHORS_URL,
    LONGEST_BODY,
    UPSTREAM_TIMEOUT,
    HttpError,
    Store,
    front_page,
    parse_json,
    read_comment,
    read_page,
    read_post,
)
from werkzeug.exceptions import HTTPException

store = Store()
app = Flask(__name__)
app.config.update(MAX_CONTENT_LENGTH=LONGEST_BODY, PROVIDE_AUTOMATIC_OPTIONS=False)


@app.get("/healthz")
def healthz():
    return {"ok": True}


@app.get("/")
def index():
    return front_page(store.list())


@app.get("/posts")
def posts():
    page = read_page(request.query_string.decode())
    return {"posts": store.list(*page), "total": store.count()}


@app.post("/posts")
def create():
    post = read_post(parse_json(request.get_data()))
    store.create(post)
    return post, 201, {"Location": f"/posts/{post['slug']}"}


@app.get("/posts/<slug>")
def show(slug):
    post = store.find(slug)
    path = f"/authors/{quote(post['authorId'], safe='')}"
    author, stats, related = ask(path), ask(f"{path}/stats"), ask(f"/related/{slug}")
    return {**post, "author": author, "stats": stats, "related": related}


@app.get("/posts/<slug>/comments")
def comments(slug):
    store.find(slug)
    return {"comments": store.comments(slug)}


@app.post("/posts/<slug>/comments")
def comment(slug):
    store.find(slug)
    written = read_comment(parse_json(request.get_data()))
    if ask("/spam-checks", {"text": written["text"]})["spam"]:
        raise HttpError(422, "the comment is spam")
    return store.add_comment(slug, written), 201


@app.errorhandler(HttpError)
def answer_error(error):
    return jsonify(error=str(error)), error.status


@app.errorhandler(HTTPException)
def answer_http_error(error):
    response = jsonify(error=error.description)
    allowed = getattr(error, "valid_methods", None)
    if allowed:
        response.headers["Allow"] = ", ".join(allowed)
    return response, error.code


def ask(path, body=None):
    """One call to the author service: what it answers, or a 502 or 504."""
    try:
        return call(path, body)
    except (requests.Timeout, TimeoutError):
        raise HttpError(504, "the author service took too long") from None
    except (requests.RequestException, ValueError):
        raise HttpError(502, "the author service failed") from None


def call(path, body):
    until = time.monotonic() + UPSTREAM_TIMEOUT
    method = "GET" if body is None else "POST"
    with requests.Session() as session:
        session.trust_env = False
        reply = session.request(
            method,
            AUTHORS_URL + path,
            json=body,
            timeout=UPSTREAM_TIMEOUT,
            allow_redirects=False,
            stream=True,
        )
        # The time-out of requests is for each read; the one of the contract is for the whole answer.
        content = b""
        for chunk in reply.iter_content(8192):
            content += chunk
            if time.monotonic() > until:
                raise TimeoutError
    if reply.status_code != 200:
        raise ValueError(f"status {reply.status_code}")
    return parse_answer(content)


def parse_answer(content):
    try:
        return parse_json(content)
    except HttpError as error:
        raise ValueError("no JSON") from error
