import { createServer } from 'node:http';

import { config } from '../../shared/config.ts';
import { ask } from '../plain-http/ask.ts';
import { createHandler } from '../plain-http/handler.ts';

const pollMs = 100;

const handle = createHandler(ask);
const queue: (() => void)[] = [];

const server = createServer((request, response) => {
  queue.push(() => {
    handle(request, response);
  });
}).listen(config.port, config.host);

const poll = setInterval(() => {
  for (const begin of queue.splice(0)) begin();
}, pollMs);

process.once('SIGTERM', () => {
  // What has been accepted is still in the queue, so the polling goes on until the last answer.
  server.close(() => clearInterval(poll));
});
