import { z } from 'zod';
import type { Answer } from '../../gate/gate.ts';
import type { HttpCall } from '../../gate/http-gate.ts';

const draftSchema = z.object({ room: z.string(), from: z.string(), text: z.string() });

/** What somebody wants to say. */
export type Draft = z.infer<typeof draftSchema>;

/** What a call asks to be moderated; `undefined` when it is no such call. */
export function draftIn({ method, path, body }: Pick<HttpCall, 'method' | 'path' | 'body'>) {
  if (method !== 'POST' || path !== '/moderate') return undefined;
  try {
    return draftSchema.parse(JSON.parse(body));
  } catch {
    return undefined;
  }
}

/** Whether a call asks for the moderation of a message like this. */
export function moderates(wanted: Partial<Draft>): (call: HttpCall) => boolean {
  return (call) => {
    const draft = draftIn(call);
    if (draft === undefined) return false;
    const keys = ['room', 'from', 'text'] as const;
    return keys.every((key) => wanted[key] === undefined || wanted[key] === draft[key]);
  };
}

/** Answers each draft with a verdict, and whatever else comes with 404. */
export function moderating(verdictOn: (draft: Draft) => { allowed: boolean; text: string }) {
  return (call: HttpCall): Answer => {
    const draft = draftIn(call);
    return draft === undefined
      ? { status: 404, json: { error: 'not here' } }
      : { json: verdictOn(draft) };
  };
}
