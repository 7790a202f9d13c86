import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Reply } from './messages.ts';
import { nodeHttp } from './node-http.ts';
import { errorReply } from './reply.ts';

// The front frames the message; what a handler says about that would contradict it.
const FRAMING = new Set(['connection', 'content-length', 'keep-alive', 'transfer-encoding']);

/** Sends a whole reply; with `close`, as the last one of its connection. */
export function writeReply(response: ServerResponse, reply: Reply, close: boolean): void {
  response.statusCode = reply.status;
  for (const [name, value] of reply.headers) {
    if (!FRAMING.has(name.toLowerCase())) response.appendHeader(name, value);
  }
  if (close) response.setHeader('connection', 'close');
  if (reply.status !== 204 && reply.status !== 304) {
    response.setHeader('content-length', reply.body.length);
  }
  response.end(reply.body);
}

/** Answers bytes that are not an HTTP request, for which Node has no response object. */
export function writeProtocolError(socket: Socket, error: NodeJS.ErrnoException): void {
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
  const { body } = errorReply(status, status === 431 ? 'headers too large' : 'malformed request');
  const head = [
    `HTTP/1.1 ${String(status)} ${nodeHttp.STATUS_CODES[status] ?? ''}`,
    'content-type: application/json',
    `content-length: ${String(body.length)}`,
    'connection: close',
  ];
  socket.end(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]));
}
