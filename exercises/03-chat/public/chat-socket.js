const frames = ['welcome', 'message', 'ack', 'rejected', 'joined', 'left', 'error'];

/** Enters a room over a WebSocket. */
export function openSocket({ room, name, after }, hear) {
  const url = new URL('/ws', location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  url.search = String(new URLSearchParams({ room, name, after }));
  const socket = new WebSocket(url);
  let wasOpen = false;

  socket.addEventListener('open', () => {
    wasOpen = true;
  });
  socket.addEventListener('message', ({ data }) => {
    const frame = read(data);
    if (frames.includes(frame?.type)) hear(frame);
  });
  // A server without WebSockets and one that is away look the same from here: never open.
  socket.addEventListener('close', ({ code, reason }) => {
    hear({ type: 'closed', code, reason, hasNoSocket: !wasOpen });
  });

  return {
    label: 'WebSocket',
    say: (ref, text) => socket.send(JSON.stringify({ type: 'say', ref, text })),
    close: () => socket.close(),
  };
}

function read(data) {
  try {
    return JSON.parse(data);
  } catch {
    console.warn('a frame that is not JSON', data);
    return undefined;
  }
}
