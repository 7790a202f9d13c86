"""The rooms: who is in them, what is said there, and who waits for the next message."""

import asyncio
import json
from weakref import WeakValueDictionary

import httpx
from given import MODERATION_TIMEOUT, MODERATION_URL, HttpError, Store, read_verdict

MOST_UNSENT = 1024 * 1024


class Member:
    """Somebody in a room, and what is to be sent to him; `None` sends him away."""

    def __init__(self, name, send):
        self.name = name
        self.frames = asyncio.Queue()
        self.unsent = 0
        self.writing = asyncio.create_task(self.write(send))

    async def write(self, send):
        while (frame := await self.frames.get()) is not None:
            await send(frame)
            self.unsent -= len(frame)

    def tell(self, frame):
        """Keeps a frame until it is sent; gives a member up who has not read the ones before."""
        if self.unsent > MOST_UNSENT:
            self.writing.cancel()
        else:
            self.unsent += len(frame)
            self.frames.put_nowait(frame)

    def is_dismissed(self):
        """Whether he was sent everything; not when he was given up, or his connection broke."""
        writing = self.writing
        return writing.done() and not writing.cancelled() and writing.exception() is None


class Chat:
    def __init__(self):
        self.store = Store()
        self.rooms = {}
        # For each sender the lock that he says one thing after the other with.
        self.turns = WeakValueDictionary()
        # For each room what its pollers wait for.
        self.news = WeakValueDictionary()
        self.tasks = set()
        self.pending = 0
        self.is_over = False
        self.idle = asyncio.Event()
        # A connection that is kept can be closed just when a message is on its way.
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=0)
        self.http = httpx.AsyncClient(trust_env=False, timeout=None, limits=limits)

    async def say(self, draft):
        """Has a message moderated at once, and stores it when its sender's others are stored."""
        if self.is_over:
            raise HttpError(503, "the server stops")
        sender = draft["room"], draft["from"]
        turn = self.turns.setdefault(sender, asyncio.Lock())
        moderated = asyncio.create_task(self.moderate(draft))
        self.pending += 1
        try:
            # Locks are given in the order in which they were asked for.
            async with turn:
                return self.publish({**draft, "text": await moderated})
        finally:
            moderated.cancel()
            self.pending -= 1
            self.check_idle()

    def publish(self, draft):
        message = self.store.append(draft)
        self.tell(message["room"], {"type": "message", **message})
        if news := self.news.pop(message["room"], None):
            news.set()
        return message

    async def read(self, room, after, limit, wait):
        try:
            async with asyncio.timeout(wait):
                while True:
                    messages = self.store.after(room, after, limit)
                    if messages or wait == 0 or self.is_over:
                        return messages
                    news = self.news.setdefault(room, asyncio.Event())
                    await news.wait()
        except TimeoutError:
            return []

    def enter(self, room, name, after, send):
        """Welcomes a guest; None when somebody in the room has his name."""
        members = self.rooms.get(room, {})
        if name in members:
            return None
        self.tell(room, {"type": "joined", "name": name})
        members[name] = member = Member(name, send)
        self.rooms[room] = members
        messages = self.store.after(room, after)
        welcome = {"type": "welcome", "room": room, "members": [*members], "messages": messages}
        member.tell(encode(welcome))
        return member

    def leave(self, room, member):
        member.writing.cancel()
        del self.rooms[room][member.name]
        if not self.rooms[room]:
            del self.rooms[room]
        self.tell(room, {"type": "left", "name": member.name})

    def tell(self, room, frame):
        text = encode(frame)
        for member in self.rooms.get(room, {}).values():
            member.tell(text)

    def sizes(self):
        return {room: len(members) for room, members in self.rooms.items()}

    def dismiss_all(self):
        for members in self.rooms.values():
            for member in members.values():
                member.frames.put_nowait(None)

    async def drain(self):
        """Lets nobody wait or say anything more, and waits for what is pending."""
        self.is_over = True
        for news in list(self.news.values()):
            news.set()
        self.check_idle()
        await self.idle.wait()

    def keep(self, task):
        """Holds on to a task, which Python may else throw away before it is done."""
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def check_idle(self):
        if self.is_over and self.pending == 0:
            self.idle.set()

    async def moderate(self, draft):
        """One call to the moderation service: the text as it may be said, or a 422, 502 or 504."""
        try:
            async with asyncio.timeout(MODERATION_TIMEOUT):
                reply = await self.http.post(f"{MODERATION_URL}/moderate", json=draft)
        except TimeoutError:
            raise HttpError(504, "the moderation took too long") from None
        except httpx.HTTPError:
            raise HttpError(502, "the moderation failed") from None
        return read_verdict(reply.status_code, reply.content)


def encode(frame):
    return json.dumps(frame, ensure_ascii=False)
