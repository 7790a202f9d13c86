import type { Message } from '../shared/message.ts';
import { isText } from '../shared/validation.ts';

/** What a member sends. */
export interface Say {
  readonly type: 'say';
  readonly text: string;
  /** The member's own name for this message; it comes back in `ack` and `rejected`. */
  readonly ref: string | number;
}

/** What the server sends. */
export type Frame =
  | {
      readonly type: 'welcome';
      readonly room: string;
      readonly members: readonly string[];
      readonly messages: readonly Message[];
    }
  | ({ readonly type: 'message' } & Message)
  | { readonly type: 'ack'; readonly ref: Say['ref']; readonly id: number }
  | { readonly type: 'rejected'; readonly ref: Say['ref']; readonly reason: string }
  | { readonly type: 'joined' | 'left'; readonly name: string }
  | { readonly type: 'error'; readonly reason: string };

/** Why a connection was closed; the numbers below 4000 are those of RFC 6455. */
export const closeCodes = { stopping: 1001, badName: 4400, nameTaken: 4409 } as const;

/** What a member sent; throws when that is no valid object of the protocol. */
export function readFrame(data: string): Say {
  const frame: unknown = JSON.parse(data);
  if (typeof frame !== 'object' || frame === null) throw new Error('a frame is a JSON object');
  const { type, text, ref } = frame as { type?: unknown; text?: unknown; ref?: unknown };
  if (type !== 'say') throw new Error('the type of a frame is "say"');
  if (!isText(text)) throw new Error('text must have 1 to 16000 characters');
  if (typeof ref !== 'string' && typeof ref !== 'number') {
    throw new Error('ref must be a string or a number');
  }
  return { type, text, ref };
}
