import asyncio
from urllib.parse import quote

import httpx
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse
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
from starlette.exceptions import HTTPException

store = Store()
app = FastAPI(openapi_url=None, redirect_slashes=False)
# A call never waits for another: there is no bound on connections, and none is kept.
limits = httpx.Limits(max_connections=None, max_keepalive_connections=0)
authors = httpx.AsyncClient(base_url=AUTHORS_URL, limits=limits, timeout=None, trust_env=False)


@app.get("/healthz")
async def healthz():
    return {"ok": True}


@app.get("/")
async def index():
    return HTMLResponse(front_page(store.list()))


@app.get("/posts")
async def posts(request: Request):
    return {"posts": store.list(*read_page(request.url.query)), "total": store.count()}


@app.post("/posts")
async def create(request: Request):
    post = read_post(await read_json(request))
    store.create(post)
    return JSONResponse(post, 201, {"Location": f"/posts/{post['slug']}"})


@app.get("/posts/{slug}")
async def show(slug: str, request: Request):
    post = store.find(slug)
    author = f"/authors/{quote(post['authorId'], safe='')}"
    calls = ask(author), ask(f"{author}/stats"), ask(f"/related/{slug}")
    answers = await while_connected(request, *calls)
    return {**post, **dict(zip(("author", "stats", "related"), answers))}


@app.get("/posts/{slug}/comments")
async def comments(slug: str):
    store.find(slug)
    return {"comments": store.comments(slug)}


@app.post("/posts/{slug}/comments")
async def comment(slug: str, request: Request):
    store.find(slug)
    written = read_comment(await read_json(request))
    question = ask("/spam-checks", {"text": written["text"]})
    [checked] = await while_connected(request, question)
    if checked["spam"]:
        raise HttpError(422, "the comment is spam")
    return JSONResponse(store.add_comment(slug, written), 201)


@app.exception_handler(HttpError)
async def answer_error(_request: Request, error: HttpError):
    return JSONResponse({"error": str(error)}, error.status)


@app.exception_handler(HTTPException)
async def answer_no_route(request: Request, error: HTTPException):
    path = request.url.path
    fitting = [route.methods for route in app.routes if route.path_regex.match(path)]
    allowed = {"Allow": ", ".join(sorted(set().union(*fitting)))} if fitting else None
    return JSONResponse({"error": error.detail}, error.status_code, allowed)


async def read_json(request: Request):
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_BODY:
            raise HttpError(413, "the body is too big")
    return parse_json(body)


async def ask(path, body=None):
    """One call to the author service: what it answers, or a 502."""
    try:
        reply = await authors.request("GET" if body is None else "POST", path, json=body)
        if reply.status_code != 200:
            raise ValueError(f"status {reply.status_code}")
        return reply.json()
    except (httpx.HTTPError, ValueError):
        raise HttpError(502, "the author service failed") from None


async def while_connected(request: Request, *calls):
    """Makes the calls together, until one fails, the time is up or the client hangs up."""
    work = asyncio.create_task(together(calls))
    gone = asyncio.create_task(hung_up(request))
    try:
        first = asyncio.FIRST_COMPLETED
        # The calls begin at the same moment, so one time-out serves them all.
        done, _ = await asyncio.wait({work, gone}, timeout=UPSTREAM_TIMEOUT, return_when=first)
        if work in done:
            return work.result()
        if gone in done:
            raise HttpError(503, "the client has hung up")
        raise HttpError(504, "the author service took too long")
    finally:
        work.cancel()
        gone.cancel()


async def together(calls):
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(call) for call in calls]
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [task.result() for task in tasks]


async def hung_up(request: Request):
    while (await request.receive())["type"] != "http.disconnect":
        pass
