import { asyncHalf, syncWith } from '../../compare/contestant.ts';
import type { HttpCall } from '../../gate/http-gate.ts';
import { chatPlayground } from '../../serve/playgrounds/chat.ts';
import type { Workspace } from '../../submission/workspace.ts';
import { startCast, type Cast } from '../cast.ts';
import { people } from '../people.ts';

/** The three servers of the act. */
export type ChatCast = Cast<'one' | 'many' | 'async', HttpCall>;

/** A worker for each who waits, and one for him who says something. */
export const manyWorkers = people.length + 1;

/** Starts the reference halves, each with a moderation service of its own. */
export function startChatCast(workspace: Workspace, signal: AbortSignal): Promise<ChatCast> {
  const parts = { one: syncWith(1), many: syncWith(manyWorkers), async: asyncHalf };
  return startCast(workspace, chatPlayground, { parts, signal });
}
