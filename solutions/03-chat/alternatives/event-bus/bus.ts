import { EventEmitter } from 'node:events';

import type { Draft, Message } from '../../shared/message.ts';
import type { Tell } from '../plain-ws/chat.ts';

/** Something that was said: a draft that becomes a message, or fails. */
export interface Saying {
  readonly draft: Draft;
  readonly gone?: AbortSignal | undefined;
  readonly resolve: (message: Message) => void;
  readonly reject: (error: Error) => void;
  /** What the moderation makes of it: the text as it may be said, or why not. */
  verdict?: { readonly text: string } | { readonly error: Error };
}

export interface Presence {
  readonly room: string;
  readonly name: string;
  readonly tell: Tell;
}

interface Events {
  said: [Saying];
  moderated: [Saying];
  /** Moderated, and nothing that its sender said before is pending. */
  inTurn: [Saying];
  stored: [Message];
  joined: [Presence];
  left: [Presence];
  idle: [];
}

export type Bus = EventEmitter<Events>;

/** Carries everything that happens in the chat. */
export const createBus = (): Bus => new EventEmitter<Events>().setMaxListeners(0);
