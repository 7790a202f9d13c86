import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { request } from 'undici';
import { z } from 'zod';
import { boundedText } from '../../gate/bounded-text.ts';
import type { Reply } from '../../traffic/volley.ts';

/** Often enough for the figure, seldom enough for the server. */
const pollMs = 10;
/** The longest that one look may take. */
const lookMs = 20_000;

const taskSchema = z.object({
  id: z.string(),
  status: z.enum(['queued', 'running', 'done', 'failed', 'cancelled', 'missing']),
  result: z.object({ words: z.number() }).optional(),
});

export type Task = z.infer<typeof taskSchema>;

const missing: Task = { id: '', status: 'missing' };

/**
 * Looks at the task that an answer tells of until it is finished, at the latest until `end`; says
 * when it was. A task of which nothing can be read is "missing".
 */
export async function finishedTask(
  url: string,
  { text, endedAt }: Pick<Reply, 'text' | 'endedAt'>,
  { end, signal }: { end: number; signal: AbortSignal },
): Promise<{ task: Task; at: number } | undefined> {
  let [task, at] = [taskIn(text), endedAt];
  while (task.status === 'queued' || task.status === 'running') {
    if (performance.now() > end) return undefined;
    await delay(pollMs, undefined, { signal });
    task = await readTask(url, task.id, signal);
    at = performance.now();
  }
  return { task, at };
}

async function readTask(url: string, id: string, signal: AbortSignal): Promise<Task> {
  try {
    const options = { reset: true, signal: AbortSignal.any([signal, AbortSignal.timeout(lookMs)]) };
    const { body } = await request(`${url}/tasks/${encodeURIComponent(id)}`, options);
    return taskIn(await boundedText(body));
  } catch {
    signal.throwIfAborted();
    return missing;
  }
}

function taskIn(text: string): Task {
  try {
    return taskSchema.parse(JSON.parse(text));
  } catch {
    return missing;
  }
}
