import type { ServerResponse } from 'node:http';

import type { Store } from '../../shared/store.ts';
import { isFinished, type Task } from '../../shared/task.ts';

/** Tells a listener of a task's changes until what it returns is called. */
export type Watch = Store['watch'];

/** Answers with a task as it is and as it becomes; all such answers end when `end` is called. */
export function createFollowers(watch: Watch) {
  const open = new Set<ServerResponse>();
  return {
    follow(response: ServerResponse, task: Task): void {
      const show = (now: Task) => {
        response.write(`data: ${JSON.stringify(now)}\n\n`);
        if (isFinished(now)) response.end();
      };
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' });
      open.add(response);
      const stopWatching = watch(task.id, show);
      response.once('close', () => {
        stopWatching();
        open.delete(response);
      });
      show(task);
    },
    end(): void {
      for (const response of open) response.end();
    },
  };
}
