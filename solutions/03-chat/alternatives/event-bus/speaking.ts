import { moderate } from '../../async/moderation.ts';
import type { Store } from '../../shared/store.ts';
import type { Bus, Saying } from './bus.ts';

/** Has moderated what is said. */
export function moderateOn(bus: Bus): void {
  bus.on('said', (saying) => {
    const end = (verdict: NonNullable<Saying['verdict']>) => {
      saying.verdict = verdict;
      bus.emit('moderated', saying);
    };
    moderate(saying.draft, saying.gone).then(
      (text) => end({ text }),
      (error: unknown) => end({ error: error as Error }),
    );
  });
}

/** Lets what each sender says go on in the order in which he said it; tells when nothing is left. */
export function lineUpOn(bus: Bus): { isIdle(): boolean } {
  const lines = new Map<string, Saying[]>();
  const senderOf = ({ draft: { room, from } }: Saying) => `${room} ${from}`;

  bus.on('said', (saying) => {
    const sender = senderOf(saying);
    lines.set(sender, [...(lines.get(sender) ?? []), saying]);
  });
  bus.on('moderated', (saying) => {
    const sender = senderOf(saying);
    const line = lines.get(sender) ?? [];
    const pending = line.findIndex(({ verdict }) => verdict === undefined);
    const done = line.splice(0, pending === -1 ? line.length : pending);
    if (line.length === 0) lines.delete(sender);
    for (const next of done) bus.emit('inTurn', next);
    if (lines.size === 0) bus.emit('idle');
  });

  return { isIdle: () => lines.size === 0 };
}

/** Stores what was allowed, and answers who said it. */
export function storeOn(bus: Bus, store: Store): void {
  bus.on('inTurn', ({ draft, verdict, resolve, reject }) => {
    if (verdict === undefined || 'error' in verdict) {
      reject(verdict?.error ?? new Error('not moderated'));
      return;
    }
    try {
      const message = store.append({ ...draft, text: verdict.text });
      bus.emit('stored', message);
      resolve(message);
    } catch (error) {
      reject(error as Error);
    }
  });
}
