import asyncio
from contextlib import suppress

import uvicorn
from chat import Chat
from fastapi import FastAPI, Request, Response, WebSocket
from fastapi.responses import JSONResponse
from given import (
    HOST,
    LONGEST_BODY,
    PING,
    PORT,
    HttpError,
    page_of,
    parse_json,
    read_draft,
    read_page,
    read_room,
    read_since,
    rooms_of,
)
from sockets import Protocol, serve_member
from starlette.exceptions import HTTPException

LONGEST_FRAME = 65_536
GOODBYE = 5

chat = Chat()
app = FastAPI(openapi_url=None, redirect_slashes=False)


@app.websocket("/ws")
async def member(socket: WebSocket):
    await serve_member(socket, chat)


@app.get("/healthz")
async def healthz():
    return {"ok": True}


@app.get("/rooms")
async def rooms():
    return rooms_of(chat.store, chat.sizes())


@app.post("/rooms/{room}/messages")
async def say(room: str, request: Request):
    draft = read_draft(room, parse_json(await read_body(request)))
    return JSONResponse(await while_connected(request, chat.say(draft)), 201)


@app.get("/rooms/{room}/messages")
async def read(room: str, request: Request):
    room, since = read_room(room), read_since(request.url.query)
    return page_of(await while_connected(request, chat.read(room, *since)), since[0])


def serve_page(path, body, type):
    @app.get(path)
    async def page():
        return Response(body, media_type=type)


for path, file in read_page().items():
    serve_page(path, *file)


@app.exception_handler(HttpError)
async def answer_error(_request: Request, error: HttpError):
    return JSONResponse({"error": str(error)}, error.status)


@app.exception_handler(HTTPException)
async def answer_no_route(request: Request, error: HTTPException):
    path = request.url.path
    fitting = [getattr(route, "methods", []) for route in app.routes if route.path_regex.match(path)]
    allowed = {"Allow": ", ".join(sorted(set().union(*fitting)))} if fitting else None
    return JSONResponse({"error": error.detail}, error.status_code, allowed)


async def read_body(request: Request):
    """The body, or a 413; one that is too big is read to its end too, else the answer would be lost."""
    body, length = b"", 0
    async for piece in request.stream():
        length += len(piece)
        if length <= LONGEST_BODY:
            body += piece
    if length > LONGEST_BODY:
        raise HttpError(413, "the body is too big")
    return body


async def while_connected(request: Request, call):
    """Waits for a call, until the client hangs up."""
    work = asyncio.create_task(call)
    gone = asyncio.create_task(hung_up(request))
    try:
        await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
        if work.done():
            return work.result()
        raise HttpError(503, "the client has hung up")
    finally:
        work.cancel()
        gone.cancel()


async def hung_up(request: Request):
    while (await request.receive())["type"] != "http.disconnect":
        pass


class Server(uvicorn.Server):
    """Sends the members away when nothing is pending any more."""

    async def shutdown(self, sockets=None):
        for server in self.servers:
            server.close()
        await chat.drain()
        chat.dismiss_all()
        with suppress(TimeoutError):
            async with asyncio.timeout(GOODBYE):
                while any(isinstance(one, Protocol) for one in self.server_state.connections):
                    await asyncio.sleep(0.1)
        await super().shutdown(sockets)


if __name__ == "__main__":
    config = uvicorn.Config(
        app,
        HOST,
        PORT,
        access_log=False,
        log_level="warning",
        timeout_graceful_shutdown=GOODBYE,
        ws=Protocol,
        ws_max_size=LONGEST_FRAME,
        ws_per_message_deflate=False,
        ws_ping_interval=PING,
        ws_ping_timeout=PING,
    )
    Server(config).run()
