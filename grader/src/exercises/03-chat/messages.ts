import { ask } from '../../check/ask.ts';
import { CheckFailure } from '../../check/errors.ts';
import { expectJson, show } from '../../check/expect-json.ts';
import type { Server } from '../../server/server.ts';
import { sendVolley, type Volley } from '../../traffic/volley.ts';
import type { Member } from './member.ts';

/** Something that is said in a room; nobody else says these words. */
export interface Message {
  readonly room: string;
  readonly from: string;
  readonly text: string;
}

/** Says something over HTTP, and returns the stored message. */
export async function post(server: Server, { room, from, text }: Message): Promise<object> {
  const sent = { from, text };
  const reply = await ask(server).post(messagesOf(room)).send(sent).expect(201);
  expectJson(reply.body, { room, from, text }, 'the message');
  return reply.body as object;
}

/** Says all of this over HTTP at once. */
export function postTogether(server: Server, messages: readonly Message[]): Volley {
  return sendVolley(
    server,
    messages.map(({ room, from, text }) => ({
      method: 'POST',
      path: messagesOf(room),
      json: { from, text },
    })),
  );
}

/** Where the messages of a room are read and written. */
export function messagesOf(room: string): string {
  return `/rooms/${room}/messages`;
}

/** What the server says was said in a room, a thousand messages at the most. */
export async function readHistory(server: Server, room: string): Promise<unknown> {
  const reply = await ask(server)
    .get(`${messagesOf(room)}?limit=1000`)
    .expect(200);
  return reply.body;
}

/** What the server says of its rooms, by their names. */
export async function readRooms(server: Server): Promise<Record<string, unknown>> {
  const reply = await ask(server).get('/rooms').expect(200);
  const rooms = itemsOf(reply.body, 'rooms', 'the answer to GET /rooms');
  return Object.fromEntries(rooms.map((room) => [String(fieldOf(room, 'name')), room]));
}

/** The items of a list that a server sent; fails when there is none. */
export function itemsOf(value: unknown, field: string, where: string): readonly unknown[] {
  const items = fieldOf(value, field);
  if (Array.isArray(items)) return items;
  throw new CheckFailure(`expected ${where} to have a list "${field}", got ${show(value)}`);
}

/** A field of what a server sent, which may be anything. */
export function fieldOf(value: unknown, field: string): unknown {
  return (value as Readonly<Record<string, unknown>> | null | undefined)?.[field];
}

/** Fails unless exactly this was said in a room, in this order, with the ids 1, 2, 3 ... */
export async function expectHistory(server: Server, room: string, texts: readonly string[]) {
  const messages = texts.map((text, index) => ({ id: index + 1, room, text }));
  const where = `the history of ${room}`;
  expectJson(await readHistory(server, room), { messages, last: texts.length }, where);
}

/** Fails unless a member got the messages 1 to `count`, each once, in this order; returns their texts. */
export function expectInOrder(member: Member, count: number): string[] {
  const messages = member.all('message');
  const ids = messages.map(({ id }) => id);
  const wanted = Array.from({ length: count }, (_, index) => index + 1);
  if (ids.length !== count || !ids.every((id, index) => id === wanted[index])) {
    const expected = `expected ${member.name} to get the messages 1 to ${count}`;
    throw new CheckFailure(`${expected} in this order, got ${show(ids)}`);
  }
  return messages.map(({ text }) => String(text));
}
