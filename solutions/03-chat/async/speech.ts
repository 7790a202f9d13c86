import { HttpError } from '../shared/http-error.ts';
import type { Draft, Message } from '../shared/message.ts';
import { moderate } from './moderation.ts';

/** Has messages moderated, all at the same time, and stored, each sender's in the order he said them. */
export function createSpeech(publish: (draft: Draft) => Message) {
  /** What each sender said last, while it is not yet published or refused. */
  const latest = new Map<string, Promise<Message>>();
  let isOver = false;

  return {
    /** Resolves when the message was published; rejects when it was refused or could not be moderated. */
    async say(draft: Draft, signal?: AbortSignal): Promise<Message> {
      if (isOver) throw new HttpError(503, 'the server stops');
      const sender = `${draft.room} ${draft.from}`;
      const turn = publishAfter(latest.get(sender), moderate(draft, signal), draft);
      latest.set(sender, turn);
      const forget = () => {
        if (latest.get(sender) === turn) latest.delete(sender);
      };
      turn.then(forget, forget);
      return turn;
    },
    /** Lets nobody say anything more; resolves when nothing is pending. */
    async drain(): Promise<void> {
      isOver = true;
      while (latest.size > 0) await Promise.allSettled(latest.values());
    },
  };

  async function publishAfter(
    previous: Promise<Message> | undefined,
    moderated: Promise<string>,
    draft: Draft,
  ): Promise<Message> {
    // What became of the one before is told to whoever said it; here only its end counts.
    const [, text] = await Promise.allSettled([previous, moderated]);
    if (text.status === 'rejected') throw text.reason;
    return publish({ ...draft, text: text.value });
  }
}
