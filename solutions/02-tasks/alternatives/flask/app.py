from flask import Flask, jsonify, request
from given import (
    LONGEST_BODY,
    PIECE_BYTES,
    HttpError,
    Store,
    assert_plain_text,
    linger,
    parse_json,
    read_email,
    read_list,
)
from at_once import count_now, refuse_to_cancel, send_now
from gunicorn.http.errors import ParseException
from werkzeug.exceptions import HTTPException

store = Store()
app = Flask(__name__)
app.config.update(PROVIDE_AUTOMATIC_OPTIONS=False)


@app.get("/healthz")
def healthz():
    return {"ok": True}


@app.post("/emails")
def emails():
    body = request.stream.read(LONGEST_BODY + 1)
    if len(body) > LONGEST_BODY:
        raise HttpError(413, "the body is too big")
    return send_now(store, read_email(parse_json(body)))


@app.post("/files")
def files():
    assert_plain_text(request.content_type)
    return count_now(store, request.content_length, pieces())


@app.get("/tasks")
def tasks():
    return store.list(*read_list(request.query_string.decode()))


@app.get("/tasks/<id>")
def task(id):
    return store.find(id)


@app.delete("/tasks/<id>")
def cancel(id):
    refuse_to_cancel(store, id)


@app.errorhandler(HttpError)
def answer_error(error):
    response = jsonify(error=str(error))
    response.status_code = error.status
    if error.status in (413, 415):
        connection = request.environ["gunicorn.socket"]
        response.call_on_close(lambda: linger(connection))
    return response


@app.errorhandler(HTTPException)
def answer_http_error(error):
    response = jsonify(error=error.description)
    allowed = getattr(error, "valid_methods", None)
    if allowed:
        response.headers["Allow"] = ", ".join(allowed)
    return response, error.code


def pieces():
    try:
        while piece := request.stream.read(PIECE_BYTES):
            yield piece
    except (OSError, ParseException):
        raise HttpError(400, "the upload broke off") from None
