import { moderate } from '../../async/moderation.ts';
import { HttpError } from '../../shared/http-error.ts';
import type { Draft, Message } from '../../shared/message.ts';

type Job = () => Promise<void>;

/** A queue for each sender: his next message is moderated when the one before is done. */
export function createSpeech(publish: (draft: Draft) => Message) {
  const queues = new Map<string, Job[]>();
  const drained = Promise.withResolvers<void>();
  let isOver = false;

  async function work(sender: string, queue: Job[]): Promise<void> {
    for (let job = queue.shift(); job; job = queue.shift()) await job();
    queues.delete(sender);
    if (isOver && queues.size === 0) drained.resolve();
  }

  function add(sender: string, job: Job): void {
    const queue = queues.get(sender);
    if (queue) {
      queue.push(job);
      return;
    }
    const own = [job];
    queues.set(sender, own);
    void work(sender, own);
  }

  return {
    /** Resolves when the message was published; rejects when it was refused or could not be moderated. */
    async say(draft: Draft, signal?: AbortSignal): Promise<Message> {
      if (isOver) throw new HttpError(503, 'the server stops');
      const { promise, resolve, reject } = Promise.withResolvers<Message>();
      add(`${draft.room} ${draft.from}`, async () => {
        try {
          resolve(publish({ ...draft, text: await moderate(draft, signal) }));
        } catch (error) {
          reject(error);
        }
      });
      return promise;
    },
    /** Lets nobody say anything more; resolves when every queue is empty. */
    async drain(): Promise<void> {
      isOver = true;
      if (queues.size > 0) await drained.promise;
    },
  };
}
