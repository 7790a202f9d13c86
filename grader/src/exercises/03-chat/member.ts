import { expectSoon } from '../../check/await.ts';
import { CheckFailure } from '../../check/errors.ts';
import { show } from '../../check/expect-json.ts';
import type { Server } from '../../server/server.ts';
import { openSocket, type Frame, type Socket } from '../../traffic/socket.ts';
import type { Guest } from './chat.ts';

/** Somebody in a room, over WebSocket. */
export interface Member extends Socket {
  readonly room: string;
  readonly name: string;
  readonly server: Server;
  /** Says something; `ref` is how the answer names it. */
  say(text: string, ref: string): void;
  /** The frames of one type that came so far. */
  all(type: string): readonly Frame[];
}

/** Connects, and waits for nothing. */
export function openMember(server: Server, guest: Guest): Member {
  const { room, name, after } = guest;
  const query = new URLSearchParams({ room, name });
  if (after !== undefined) query.set('after', String(after));
  const socket = openSocket(server, `/ws?${query}`, guest);
  return {
    ...socket,
    room,
    name,
    server,
    say: (text, ref) => socket.send(JSON.stringify({ type: 'say', text, ref })),
    all: (type) => socket.frames.filter((frame) => frame.type === type),
    [Symbol.dispose]: () => socket[Symbol.dispose](),
  };
}

/** Waits until each of these members was welcomed, and returns the welcomes. */
export async function welcomed(members: readonly Member[]): Promise<Frame[]> {
  const [first] = members;
  if (first === undefined) return [];
  const welcomes = () => members.flatMap((member) => member.all('welcome').slice(0, 1));
  const met = () => welcomes().length === members.length;
  const turnedAway = () => members.find((member) => member.closed() !== undefined);
  await expectSoon(first.server.watch, { met, broken: () => turnedAway() !== undefined }, () => {
    const away = turnedAway();
    if (away !== undefined) return `${away.name} to be welcomed, got ${endOf(away)}`;
    const got = members.length === 1 ? typesOf(first) : `${welcomes().length} welcomes`;
    return `${members.length === 1 ? 'a welcome' : `${members.length} welcomes`}, got ${got}`;
  });
  return welcomes();
}

/** Waits until a member got a frame with these fields, and returns it. */
export async function expectFrame(member: Member, wanted: Readonly<Frame>): Promise<Frame> {
  const found = () => member.frames.find((frame) => has(frame, wanted));
  const goal = { met: () => found() !== undefined, broken: () => member.closed() !== undefined };
  await expectSoon(member.server.watch, goal, () => {
    const got = member.closed() === undefined ? lastLike(member, wanted) : endOf(member);
    return `${member.name} to get ${show(wanted)}, got ${got}`;
  });
  return found() ?? wanted;
}

/** Waits until a member was closed with this code. */
export async function expectClosed(member: Member, code: number): Promise<void> {
  const goal = { met: () => member.closed() !== undefined };
  const expected = `the connection of ${member.name} to be closed with ${code}`;
  await expectSoon(member.server.watch, goal, `${expected}, got no close`);
  if (member.closed() !== code)
    throw new CheckFailure(`expected ${expected}, got ${endOf(member)}`);
}

/** How a connection ended, in words. */
export function endOf(member: Member): string {
  const code = member.closed();
  if (code === undefined) return 'no close';
  if (code < 1000) return code === 0 ? 'no connection' : `status ${code} instead of an upgrade`;
  return code === 1006 ? 'a connection that broke' : `close code ${code}`;
}

/** The last frame of the type that was wanted, else what types came. */
function lastLike(member: Member, { type }: Frame): string {
  const last = member.all(String(type)).at(-1);
  return last === undefined ? typesOf(member) : show(last);
}

function typesOf({ frames }: Member): string {
  return (
    frames
      .map(({ type }) => String(type))
      .slice(-6)
      .join(', ') || 'no frame'
  );
}

function has(frame: Frame, wanted: Readonly<Frame>): boolean {
  return Object.entries(wanted).every(([key, value]) => Object.is(frame[key], value));
}
