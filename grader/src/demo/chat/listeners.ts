import { until } from '../../quiet/until.ts';
import type { Server } from '../../server/server.ts';
import { openSocket } from '../../traffic/socket.ts';
import { sendVolley } from '../../traffic/volley.ts';
import { people } from '../people.ts';
import { messageIn } from './messages.ts';

const room = 'tower';
const [speaker] = people;

/** How many of the twelve hear a message after each has asked for the next one, and waits. */
export async function heardByPollers(server: Server): Promise<number> {
  const path = `/rooms/${room}/messages?wait=60000`;
  using polls = sendVolley(
    server,
    people.map(() => ({ path })),
  );
  // Once the server sleeps, each waits who can.
  await until(polls.watch, { met: () => true, exactly: true });
  using message = sendVolley(server, [messageIn(room, speaker)]);
  await until(message.watch, { met: polls.done });
  return polls.replies.filter(({ text }) => text.includes(speaker)).length;
}

/** How many of the twelve hear a message over a socket. */
export async function heardByMembers(server: Server): Promise<number> {
  using stack = new DisposableStack();
  const sockets = people.map((name) =>
    stack.use(openSocket(server, `/ws?room=${room}&name=${name}`)),
  );
  const having = (type: string) =>
    sockets.filter(({ frames }) => frames.some((frame) => frame.type === type)).length;
  await until(server.watch, { met: () => having('welcome') === people.length });
  using message = sendVolley(server, [messageIn(room, speaker)]);
  await until(message.watch, { met: () => having('message') === people.length });
  return having('message');
}
