import { expectSoon } from '../../check/await.ts';
import type { Server } from '../../server/server.ts';
import type { Connect } from './chat.ts';
import { welcomed, type Member } from './member.ts';

/** Lets this many members enter a room, and waits until all are welcomed. */
export async function enterAll(
  server: Server,
  connect: Connect,
  { count, room }: { count: number; room: string },
): Promise<Member[]> {
  const members = Array.from({ length: count }, (_, index) =>
    connect(server, { room, name: `member-${index + 1}` }),
  );
  await welcomed(members);
  return members;
}

/** Waits until each member got this many messages and nothing more moves. */
export async function expectMessages(server: Server, members: readonly Member[], count: number) {
  const without = () => members.filter((member) => member.all('message').length < count);
  const goal = { met: () => without().length === 0, exactly: true };
  const messages = count === 1 ? 'the message' : `${count} messages`;
  await expectSoon(server.watch, goal, () => {
    const all = members.length;
    return `${all} members to get ${messages}, got it for ${all - without().length} of them`;
  });
}
