import { WebSocket } from 'ws';
import { messageLimit } from '../gate/bounded-text.ts';
import type { Target } from './volley.ts';

/** A JSON object that came over a socket; what is none has the type `(no object)`. */
export interface Frame {
  readonly type: unknown;
  readonly [field: string]: unknown;
}

/** A connection over WebSocket. Nothing rejects: what went wrong is seen in `closed`. */
export interface Socket extends Disposable {
  /** What came so far, in order. */
  readonly frames: Frame[];
  readonly isOpen: () => boolean;
  /** The close code, or the status of an answer that was no upgrade; `undefined` while it is open. */
  readonly closed: () => number | undefined;
  send(data: string | Buffer): void;
  /** Writes bytes that need not be a frame. */
  sendRaw(bytes: Buffer): void;
  /** Says goodbye and closes. */
  close(): void;
  /** Reads nothing more until it is resumed: what comes waits in the buffers of the system. */
  pause(): void;
  resume(): void;
}

export interface SocketOptions {
  /** False: it answers no ping, as if its machine were gone. */
  readonly autoPong?: boolean;
  /** Called once there is a connection; the request for the socket goes out when it calls back. */
  readonly onConnected?: (knock: () => void) => void;
}

/** What a server may send to one socket, in bytes: student code is untrusted. */
const mostBytes = 256 * 1024 * 1024;

/** Connects. What is sent and received counts as movement; pings, which nothing waits for, do not. */
export function openSocket(
  { url, watch: { activity, signal } }: Target,
  path: string,
  { autoPong = true, onConnected }: SocketOptions = {},
): Socket {
  const frames: Frame[] = [];
  const state: { closed?: number; bytes: number } = { bytes: 0 };
  const opened = activity.writing();
  const socket = new WebSocket(url.replace(/^http/, 'ws') + path, {
    autoPong,
    perMessageDeflate: false,
    maxPayload: messageLimit,
    finishRequest: (request) => {
      const knock = () => request.end(opened);
      if (!onConnected) knock();
      else request.once('socket', (raw) => raw.once('connect', () => onConnected(knock)));
    },
  });
  const end = () => socket.terminate();
  signal.addEventListener('abort', end);
  socket.on('open', () => activity.touch());
  socket.on('message', (data: Buffer) => {
    state.bytes += data.byteLength;
    if (state.bytes > mostBytes) socket.terminate();
    frames.push(frameOf(data));
    activity.touch();
  });
  socket.on('unexpected-response', (_request, { statusCode = 0 }) => {
    state.closed = statusCode;
    socket.terminate();
  });
  // A close always follows.
  socket.on('error', opened);
  socket.on('close', (code) => {
    signal.removeEventListener('abort', end);
    opened();
    state.closed ??= code;
    activity.touch();
  });
  const raw = () => (socket as unknown as { _socket: NodeJS.WritableStream | null })._socket;
  return {
    frames,
    isOpen: () => socket.readyState === WebSocket.OPEN,
    closed: () => state.closed,
    send: (data) => socket.send(data, activity.writing()),
    sendRaw: (bytes) => raw()?.write(bytes, activity.writing()),
    close: () => socket.close(1000),
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    [Symbol.dispose]: end,
  };
}

function frameOf(data: Buffer): Frame {
  try {
    const frame: unknown = JSON.parse(data.toString());
    if (typeof frame === 'object' && frame !== null && 'type' in frame) return frame;
  } catch {
    // Told by its type.
  }
  return { type: '(no object)' };
}
