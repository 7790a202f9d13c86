import type { HttpCall } from '../../gate/http-gate.ts';
import { draftIn } from '../../exercises/03-chat/moderation-service.ts';
import type { Ask } from '../../traffic/volley.ts';
import { people } from '../people.ts';
import type { Crowd } from '../rounds.ts';

/** Somebody's message in a room. */
export function messageIn(room: string, from: string): Ask {
  const json = { from, text: `Hello from ${from}!` };
  return { method: 'POST', path: `/rooms/${room}/messages`, json };
}

/** Twelve people who say something in one room. */
export const senders: Crowd<HttpCall> = {
  asks: () => people.map((name) => messageIn('hall', name)),
  status: 201,
  work: people.length,
  personOf: (call) => people.findIndex((name) => draftIn(call)?.from === name),
};
