"""What happens on the WebSocket of a member."""

import asyncio
import json

from chat import encode
from fastapi import WebSocket
from given import HttpError, is_name, is_text, read_since
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.protocol import State

STOPPING, BAD_NAME, NAME_TAKEN = 1001, 4400, 4409


class Protocol(WebSocketsSansIOProtocol):
    """Gives a peer up at once, who may never read what is left for him."""

    def keepalive_timeout(self):
        super().keepalive_timeout()
        self.transport.abort()

    async def run_asgi(self):
        await super().run_asgi()
        if self.conn.state is State.OPEN:
            self.transport.abort()


async def serve_member(socket: WebSocket, chat):
    await socket.accept()
    guest = read_guest(socket)
    if guest is None:
        await socket.close(BAD_NAME)
        return
    member = chat.enter(*guest, socket.send_text)
    if member is None:
        await socket.close(NAME_TAKEN)
        return
    room, _, _ = guest
    listening = asyncio.create_task(listen(socket, chat, room, member))
    try:
        await asyncio.wait({listening, member.writing}, return_when=asyncio.FIRST_COMPLETED)
        if member.is_dismissed():
            await socket.close(STOPPING)
    finally:
        listening.cancel()
        chat.leave(room, member)


def read_guest(socket: WebSocket):
    """The room, the name and the last message seen of who wants to enter; None when that cannot be."""
    room, name = socket.query_params.get("room"), socket.query_params.get("name")
    try:
        after, _, _ = read_since(socket.url.query)
    except HttpError:
        return None
    return (room, name, after) if is_name(room) and is_name(name) else None


async def listen(socket: WebSocket, chat, room, member):
    while (message := await socket.receive())["type"] == "websocket.receive":
        try:
            ref, text = read_say(message.get("text") or message.get("bytes") or "")
        except (ValueError, RecursionError) as error:
            member.tell(encode({"type": "error", "reason": str(error)}))
            continue
        draft = {"room": room, "from": member.name, "text": text}
        chat.keep(asyncio.create_task(answer(chat, member, ref, draft)))


async def answer(chat, member, ref, draft):
    try:
        message = await chat.say(draft)
        member.tell(encode({"type": "ack", "ref": ref, "id": message["id"]}))
    except HttpError as error:
        member.tell(encode({"type": "rejected", "ref": ref, "reason": str(error)}))


def read_say(data):
    """What a member says and how he calls it; a ValueError when that is no frame of the protocol."""
    frame = json.loads(data)
    if not isinstance(frame, dict) or frame.get("type") != "say":
        raise ValueError('a frame is an object, and its type "say"')
    ref, text = frame.get("ref"), frame.get("text")
    if not is_text(text):
        raise ValueError("text must have 1 to 16000 characters")
    if isinstance(ref, bool) or not isinstance(ref, (str, int, float)):
        raise ValueError("ref must be a string or a number")
    # Half a surrogate pair could not be sent back.
    str(ref).encode()
    return ref, text
