import asyncio
import json
import uuid
from contextlib import asynccontextmanager, suppress

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, StreamingResponse
from given import (
    HOST,
    LINGER,
    LONGEST_BODY,
    PORT,
    HttpError,
    Store,
    assert_fits,
    assert_plain_text,
    parse_json,
    read_email,
    read_list,
)
from runner import Runner, discard, path_of
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

store = Store()
runner = Runner(store)


@asynccontextmanager
async def lifespan(_app):
    running = asyncio.create_task(runner.run())
    yield
    await running


app = FastAPI(openapi_url=None, redirect_slashes=False, lifespan=lifespan)


@app.get("/healthz")
async def healthz():
    return {"ok": True}


@app.post("/emails")
async def emails(request: Request):
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LONGEST_BODY:
            raise HttpError(413, "the body is too big")
    return accept("email", read_email(parse_json(body)))


@app.post("/files")
async def files(request: Request):
    assert_plain_text(request.headers.get("Content-Type"))
    assert_fits(int(request.headers.get("Content-Length", 0)))
    given = {"file": f"upload-{uuid.uuid4()}"}
    try:
        with open(path_of(given), "wb") as file:
            async for piece in request.stream():
                assert_fits(file.tell() + len(piece))
                file.write(piece)
        return accept("file", given)
    except (HttpError, ClientDisconnect) as error:
        discard(given)
        raise error


@app.get("/tasks")
async def tasks(request: Request):
    return store.list(*read_list(request.url.query))


@app.get("/tasks/{id}")
async def task(id: str):
    return store.find(id)


@app.get("/tasks/{id}/events")
async def events(id: str):
    store.find(id)
    lines = (f"data: {json.dumps(task)}\n\n" async for task in runner.changes(id))
    return StreamingResponse(lines, media_type="text/event-stream")


@app.delete("/tasks/{id}")
async def cancel(id: str):
    store.find(id)
    if not runner.cancel(id):
        raise HttpError(409, "the task is finished")
    task = store.find(id)
    return JSONResponse(task, 200 if task["status"] == "cancelled" else 202)


@app.exception_handler(HttpError)
async def answer_error(_request: Request, error: HttpError):
    refusal = Refusal if error.status in (413, 415) else JSONResponse
    return refusal({"error": str(error)}, error.status)


@app.exception_handler(HTTPException)
async def answer_no_route(request: Request, error: HTTPException):
    path = request.url.path
    fitting = [route.methods for route in app.routes if route.path_regex.match(path)]
    allowed = {"Allow": ", ".join(sorted(set().union(*fitting)))} if fitting else None
    return JSONResponse({"error": error.detail}, error.status_code, allowed)


def accept(kind, given):
    task = store.accept(kind, given)
    runner.take(task["id"])
    return JSONResponse(task, 202, {"Location": f"/tasks/{task['id']}"})


class Refusal(JSONResponse):
    """Reads on after the answer: closing at once would reset the connection, and the answer with it."""

    async def __call__(self, scope, receive, send):
        start = {"type": "http.response.start", "status": self.status_code}
        await send({**start, "headers": self.raw_headers})
        await send({"type": "http.response.body", "body": self.body, "more_body": True})
        with suppress(TimeoutError):
            async with asyncio.timeout(LINGER):
                while (await receive()).get("more_body"):
                    pass
        await send({"type": "http.response.body"})


class Server(uvicorn.Server):
    """Closes the runner first: the lifespan ends only after the last answer."""

    async def shutdown(self, sockets=None):
        runner.close()
        await super().shutdown(sockets)


if __name__ == "__main__":
    Server(uvicorn.Config(app, HOST, PORT, access_log=False, log_level="warning")).run()
