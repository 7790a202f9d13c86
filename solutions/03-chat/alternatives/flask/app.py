from flask import Flask, Response, jsonify, request
from given import HttpError, Store, read_page, rooms_of
from in_turn import read, say
from werkzeug.exceptions import HTTPException

store = Store()
app = Flask(__name__, static_folder=None)
app.config.update(PROVIDE_AUTOMATIC_OPTIONS=False)


@app.get("/healthz")
def healthz():
    return {"ok": True}


def serve_page(path, body, type):
    @app.get(path, endpoint=path)
    def page():
        return Response(body, mimetype=type)


for path, file in read_page().items():
    serve_page(path, *file)


@app.get("/rooms")
def rooms():
    return rooms_of(store, {})


@app.post("/rooms/<room>/messages")
def post_message(room):
    return say(store, room, request.stream), 201


@app.get("/rooms/<room>/messages")
def get_messages(room):
    return read(store, room, request.query_string.decode())


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
