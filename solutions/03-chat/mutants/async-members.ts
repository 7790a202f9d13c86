import { readFileSync } from 'node:fs';

const cannotBe = 'a room or a name that cannot be is closed with 4400';
const welcome = 'a member is welcomed with who is there and what was said';
const say = 'what a member says reaches the room, once moderated';
const rejected = 'a refused message is told to its sender alone';
const everybody = 'a message reaches all two hundred members';
const reconnects = 'who reconnects misses nothing and hears nothing twice';
const slow = 'a member who stops reading costs little memory';
const vanished = 'a member who vanished has left in time';
const hostile = 'hostile frames hurt only their sender';
const owner = 'a name has one owner until his connection is gone';
const sigterm = 'SIGTERM closes with 1001 and loses no message';

const app = { part: 'async', file: 'async/app.ts' } as const;
const member = { part: 'async', file: 'async/member.ts' } as const;
const rooms = { part: 'async', file: 'async/rooms.ts' } as const;
const upgrade = { part: 'async', file: 'async/upgrade.ts' } as const;

const enter = `  rooms.enter(room, member);
  const messages = store.after(room, after);
`;

const hear = `  let frame;
  try {
    frame = readFrame(data);
  } catch (error) {
    member.send(encode({ type: 'error', reason: reasonOf(error) }));
    return;
  }
`;

const left = "socket.once('close', () => rooms.leave(room, member));";

const taken = `  const names = rooms.names(room);
  if (names.includes(name)) {
    refuse(socket, closeCodes.nameTaken, 'somebody in the room has this name');
    return;
  }
`;

const source = readFileSync(new URL('../async/app.ts', import.meta.url), 'utf8');
// From where a member is listened to, to where he says something.
const listenAndSay = source.slice(
  source.indexOf("  socket.on('message'"),
  source.indexOf('.then(\n'),
);

const sendOrGiveUp = `      if (socket.bufferedAmount > mostUnsentBytes) socket.terminate();
      else socket.send(frame, { binary: false });`;

const tellMessage =
  "tell: (message: Message): void => tell(message.room, { type: 'message', ...message }),";

const drain = `  history.close();
  void speech.drain().then(rooms.dismissAll);`;

/** What goes wrong in the async half with those who are in a room. */
export const asyncMemberMutants = [
  {
    part: 'async',
    file: 'async/protocol.ts',
    name: 'bad-name-is-a-violation-of-policy',
    misconception: 'A close code comes from the RFC.',
    find: 'badName: 4400',
    replace: 'badName: 1008',
    fails: [cannotBe],
  },
  {
    ...rooms,
    name: 'one-list-of-members',
    misconception: 'A chat has members.',
    find: 'names: (room: string): string[] => [...(rooms.get(room)?.keys() ?? [])],',
    replace:
      'names: (): string[] => [...rooms.values()].flatMap((members) => [...members.keys()]),',
    fails: [welcome],
  },
  {
    ...rooms,
    name: 'messages-for-every-room',
    misconception: 'Whoever hears of another room can leave it out.',
    find: tellMessage,
    replace: `tell(message: Message): void {
      for (const room of rooms.keys()) tell(room, { type: 'message', ...message });
    },`,
    fails: [say],
  },
  {
    ...app,
    name: 'rejected-swallowed',
    misconception: 'Who hears nothing knows that it was refused.',
    find: "(error: unknown) => member.send(encode({ type: 'rejected', ref, reason: reasonOf(error) })),",
    replace: '() => undefined,',
    fails: [rejected],
  },
  {
    ...app,
    name: 'a-hundred-members-at-most',
    misconception: 'A room has a size.',
    find: taken,
    replace: `${taken}  if (names.length >= 100) {
    refuse(socket, 1013, 'the room is full');
    return;
  }
`,
    fails: [everybody],
  },
  {
    ...app,
    name: 'reads-then-enters',
    misconception: 'Between two lines nothing happens.',
    find: enter,
    replace: `  const messages = store.after(room, after);
  setImmediate(() => rooms.enter(room, member));
`,
    fails: [reconnects],
  },
  {
    ...app,
    name: 'next-message-left-out',
    misconception: 'Ids are counted from zero.',
    find: 'store.after(room, after)',
    replace: 'store.after(room, after && after + 1)',
    fails: [reconnects],
  },
  {
    ...member,
    name: 'no-limit-for-slow-members',
    misconception: 'What was sent has gone.',
    find: sendOrGiveUp,
    replace: '      socket.send(frame, { binary: false });',
    fails: [slow],
  },
  {
    ...member,
    name: 'one-member-after-the-other',
    misconception: 'Whoever sends waits until it was sent.',
    find: sendOrGiveUp,
    replace: `      const told = frame as Buffer & { sent?: Promise<void> };
      const send = () =>
        new Promise<void>((resolve) => {
          socket.send(frame, { binary: false }, () => resolve());
        });
      if (socket.bufferedAmount > mostUnsentBytes) socket.terminate();
      else told.sent = told.sent ? told.sent.then(send) : send();`,
    fails: [slow],
  },
  {
    ...member,
    name: 'nobody-is-pinged',
    misconception: 'A connection that is gone is closed.',
    find: '    socket.ping();\n',
    replace: '    isAlive = true;\n',
    fails: [vanished],
  },
  {
    ...member,
    name: 'pongs-not-heard',
    misconception: 'Who is alive says something.',
    find: `  socket.on('pong', () => {
    isAlive = true;
  });
`,
    replace: '',
    fails: [vanished],
  },
  {
    ...app,
    name: 'bad-frame-ends-the-process',
    misconception: 'A client sends what the protocol says.',
    find: hear,
    replace: '  const frame = readFrame(data);\n',
    fails: [hostile],
  },
  {
    ...app,
    name: 'socket-errors-not-heard',
    misconception: 'A socket that fails closes, and that is all.',
    find: "  socket.on('error', () => undefined);\n",
    replace: '',
    fails: [hostile],
  },
  {
    ...upgrade,
    name: 'frames-without-a-limit',
    misconception: 'Nobody sends more than he has to say.',
    find: 'noServer: true, maxPayload: longestFrame',
    replace: 'noServer: true',
    fails: [hostile],
  },
  {
    ...app,
    name: 'names-freed-by-goodbyes-alone',
    misconception: 'Who leaves closes the door.',
    find: left,
    replace: `socket.once('close', (code) => {
    if (code !== 1006) rooms.leave(room, member);
  });`,
    fails: [vanished, owner],
  },
  {
    ...app,
    name: 'newcomer-takes-the-name',
    misconception: 'Who comes last is who is there.',
    find: taken,
    replace: '  const names = rooms.names(room);\n',
    fails: [owner],
  },
  {
    ...app,
    name: 'words-go-with-their-sender',
    misconception: 'Who has left has nothing more to say.',
    find: listenAndSay,
    replace: listenAndSay
      .replace('hear(member,', 'hear({ ...member, socket },')
      .replace('hear(member: Member,', 'hear(member: Member & { socket: WebSocket },')
      .replace(
        '  let frame;',
        `  const gone = new AbortController();
  member.socket.once('close', () => gone.abort());
  let frame;`,
      )
      .replace('satisfies Draft)', 'satisfies Draft, gone.signal)'),
    fails: [owner],
  },
  {
    ...app,
    name: 'sigterm-ignored',
    misconception: 'A server runs until it is switched off.',
    find: "process.once('SIGTERM', () => {",
    replace: `process.on('SIGTERM', () => undefined);
process.once('SIGUSR2', () => {`,
    fails: [sigterm],
  },
  {
    ...app,
    name: 'sigterm-is-now',
    misconception: 'SIGTERM means now.',
    find: "process.once('SIGTERM', () => {",
    replace: `process.once('SIGTERM', () => {
  process.exit(0);`,
    fails: [sigterm],
  },
  {
    ...app,
    name: 'members-never-dismissed',
    misconception: 'Whoever stops listening has stopped.',
    find: drain,
    replace: '  history.close();\n  void speech.drain();',
    fails: [sigterm],
  },
];
