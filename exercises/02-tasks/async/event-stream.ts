import type { Response } from 'express';

import type { Task } from '../shared/task.ts';

/** Begins an answer of server-sent events: each `send` is one event, `end` the end of the answer. */
export function openEventStream(response: Response) {
  response.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  response.flushHeaders();
  return {
    send(task: Task): void {
      response.write(`data: ${JSON.stringify(task)}\n\n`);
    },
    end(): void {
      response.end();
    },
  };
}
