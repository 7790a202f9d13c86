import asyncio
import os
import time

import aiosmtplib
from given import (
    CONCURRENCY,
    DATA_DIR,
    PIECE_BYTES,
    RETRY_BASE,
    SMTP_TIMEOUT,
    SMTP_URL,
    Counter,
    Store,
    write_mail,
)

MOST_ATTEMPTS = 3


class Runner:
    """CONCURRENCY asyncio tasks that take the tasks of the store from a queue, one after another."""

    def __init__(self, store: Store):
        self.store = store
        self.queue = asyncio.Queue()
        self.running = {}
        self.changed = asyncio.Event()
        self.closed = self.drained = False

    async def run(self):
        """Takes up what an earlier process left, and ends when the runner is closed and idle."""
        for id, due_at in self.store.unfinished():
            self.store.requeue(id)
            self.take(id, due_at)
        await asyncio.gather(*(self._work() for _ in range(CONCURRENCY)))
        self.drained = True
        self._tell()

    def take(self, id, due_at=0.0):
        pause = max(0, due_at - time.time())
        asyncio.get_running_loop().call_later(pause, self.queue.put_nowait, id)

    def cancel(self, id):
        """False when the task is finished."""
        given = self.store.cancel(id, "queued")
        if given is not None:
            discard(given)
        elif id in self.running:
            # A mail that is under way loses its connection.
            self.running[id].cancel()
        self._tell()
        return given is not None or id in self.running

    def close(self):
        """Lets nothing more begin."""
        self.closed = True
        for _ in range(CONCURRENCY):
            self.queue.put_nowait(None)

    async def changes(self, id):
        """The task as it is and as it becomes, until it is finished or the server ends."""
        shown = None
        while True:
            changed = self.changed
            task = self.store.find(id)
            if task != shown:
                yield task
            shown = task
            if self.drained or task["status"] not in ("queued", "running"):
                return
            await changed.wait()

    def _tell(self):
        self.changed.set()
        self.changed = asyncio.Event()

    async def _work(self):
        while True:
            id = await self.queue.get()
            if self.closed:
                return
            begun = self.store.begin(id)
            self._tell()
            if begun is not None:
                await self._attempt(id, *begun)
                self._tell()

    async def _attempt(self, id, kind, given, attempts):
        work = send(given) if kind == "email" else count(given, lambda done: self._advance(id, done))
        self.running[id] = asyncio.create_task(work)
        try:
            self.store.finish(id, await self.running[id])
        except asyncio.CancelledError:
            self.store.cancel(id, "running")
        except (OSError, aiosmtplib.SMTPException) as error:
            if kind == "email" and attempts < MOST_ATTEMPTS and may_pass(error):
                due_at = time.time() + RETRY_BASE * 2 ** (attempts - 1)
                self.store.requeue(id, due_at)
                self.take(id, due_at)
                return
            self.store.fail(id, error)
        finally:
            del self.running[id]
        discard(given)

    def _advance(self, id, progress):
        self.store.advance(id, progress)
        self._tell()


async def send(email):
    """One attempt to send a mail, over a connection of its own."""
    smtp = aiosmtplib.SMTP(
        hostname=SMTP_URL.hostname,
        port=SMTP_URL.port or 25,
        timeout=SMTP_TIMEOUT,
        # Else the name of this machine is looked up.
        local_hostname="localhost",
        start_tls=False,
    )
    try:
        await smtp.connect()
        await smtp.sendmail(*write_mail(email))
    finally:
        smtp.close()


def may_pass(error):
    """Whether the next attempt may succeed: not when the mail was refused for good."""
    refused = getattr(error, "recipients", [error])
    return not any(getattr(one, "code", 0) >= 500 for one in refused)


async def count(given, advance):
    """Counts a file in threads, piece by piece."""
    counter = Counter()
    told = 0
    with open(path_of(given), "rb") as file:
        size = os.fstat(file.fileno()).st_size
        while piece := await asyncio.to_thread(file.read, 4 * PIECE_BYTES):
            await asyncio.to_thread(counter.add, piece)
            if counter.bytes - told > size / 100:
                told = counter.bytes
                advance(told / size)
    return await asyncio.to_thread(counter.result)


def path_of(given):
    return os.path.join(DATA_DIR, given["file"])


def discard(given):
    """Removes what only the work needed."""
    if "file" in given and os.path.exists(path_of(given)):
        os.remove(path_of(given))
