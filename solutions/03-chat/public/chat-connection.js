import { openPolling } from './chat-polling.js';
import { openSocket } from './chat-socket.js';

const shortestPauseMs = 500;
const longestPauseMs = 15_000;
/** A bad room or name, and a name that is taken: trying again would change nothing. */
const finalCodes = [4400, 4409];

/**
 * Keeps somebody in a room: over a WebSocket where the server has one, else by long polling, and
 * again and again when the connection breaks. Each message is heard once.
 *
 * Beyond the frames of the protocol, `hear` gets `lost {reason, pauseMs}`, `refused {code, reason}`
 * and `restarted`, when the server has another history than before.
 */
export function stayConnected({ room, name }, hear) {
  const seen = new Set();
  let last = 0;
  let failures = 0;
  let isOver = false;
  let isTrying = false;
  let transport;
  let timer;

  void begin();
  addEventListener('online', tryNow);

  return {
    /** Says a text, if there is a connection; what becomes of it is heard under this `ref`. */
    say: (ref, text) => transport?.say(ref, text),
    tryNow,
    close() {
      isOver = true;
      clearTimeout(timer);
      removeEventListener('online', tryNow);
      transport?.close();
    },
  };

  async function begin() {
    if (isTrying) return;
    isTrying = true;
    clearTimeout(timer);
    try {
      const count = await countMessages(room);
      if (count < last) forget();
    } catch {
      lose();
      return;
    }
    if (!isOver) open(openSocket);
  }

  function open(openTransport) {
    isTrying = true;
    transport = openTransport({ room, name, after: last }, (event) => {
      if (isOver) return;
      if (event.type === 'closed') end(event);
      else pass(event);
    });
  }

  function pass(event) {
    if (event.type === 'welcome') {
      failures = 0;
      isTrying = false;
      const messages = event.messages.filter(isNew);
      hear({ ...event, messages, transport: transport.label });
    } else if (event.type !== 'message' || isNew(event)) {
      hear(event);
    }
  }

  function isNew({ id }) {
    if (seen.has(id)) return false;
    seen.add(id);
    last = Math.max(last, id);
    return true;
  }

  function end({ code, reason, hasNoSocket = false }) {
    transport = undefined;
    isTrying = false;
    // The server answered just now, so it is there, and has no WebSocket.
    if (hasNoSocket) open(openPolling);
    else if (finalCodes.includes(code)) hear({ type: 'refused', code, reason });
    else lose(reason);
  }

  function lose(reason = '') {
    if (isOver) return;
    isTrying = false;
    const pause = Math.min(shortestPauseMs * 2 ** failures, longestPauseMs);
    // Members who lost the server together must not all come back in the same moment.
    const pauseMs = pause * (0.75 + Math.random() / 2);
    failures += 1;
    timer = setTimeout(begin, pauseMs);
    hear({ type: 'lost', reason, pauseMs });
  }

  /** Ends the pause between two attempts; also begins anew after the server has refused. */
  function tryNow() {
    if (transport === undefined && !isOver) void begin();
  }

  function forget() {
    seen.clear();
    last = 0;
    hear({ type: 'restarted' });
  }
}

/** How many messages the server knows of a room; rejects when there is no server. */
async function countMessages(room) {
  const reply = await fetch('/rooms');
  const answer = await reply.json().catch(() => undefined);
  if (!Array.isArray(answer?.rooms)) return undefined;
  return answer.rooms.find((one) => one.name === room)?.messages ?? 0;
}
