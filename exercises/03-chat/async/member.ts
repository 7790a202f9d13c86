import type { WebSocket } from 'ws';

// TODO: somebody in a room. He may read more slowly than others speak (`socket.bufferedAmount` says how
// much waits for him), vanish without a word (`config.pingMs`), or send what is no frame (the socket
// then has an error, and an error that nobody listens to ends the process). What it gives is up to you.
export function createMember(name: string, socket: WebSocket): never {
  throw new Error(`${name}, ${socket.readyState}: not written yet`);
}
