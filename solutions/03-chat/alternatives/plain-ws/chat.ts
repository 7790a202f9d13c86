import type { Frame } from '../../async/protocol.ts';
import type { Guest } from '../../async/upgrade.ts';
import type { Draft, Message } from '../../shared/message.ts';
import type { Since } from '../../shared/validation.ts';

/** Tells somebody a frame, as JSON; with an id when it is that message. */
export type Tell = (frame: string, id?: number) => void;

/** What the servers of `node:http` need of a chat, however it is made. */
export interface Chat {
  /** Resolves when the message was told to the room; rejects with an `HttpError`. */
  say(draft: Draft, gone?: AbortSignal): Promise<Message>;
  /** What was said after a message, once there is something or the time is over. */
  read(room: string, since: Since, gone: AbortSignal): Promise<Message[]>;
  /** How many messages and members each room has. */
  rooms(): { name: string; members: number; messages: number }[];
  /** Welcomes a guest and returns how he leaves; `undefined` when his name is taken. */
  enter(guest: Guest, tell: Tell): (() => void) | undefined;
  /** Lets nobody wait or say anything more; resolves when nothing is pending. */
  drain(): Promise<void>;
}

/** A frame as it goes over the wire. */
export const encode = (frame: Frame): string => JSON.stringify(frame);
