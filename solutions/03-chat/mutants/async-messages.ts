const told = 'unknown paths and methods are told apart';
const history = 'history is read in pages, also after a restart';
const message = 'a posted message is moderated, stored and answered';
const refused = 'a refused message gives 422, a failed moderation 502';
const timeOut = 'a moderation that never ends gives 504 after the time-out';
const poll = 'a poll waits for the next message, or for its time';
const say = 'what a member says reaches the room, once moderated';
const rejected = 'a refused message is told to its sender alone';
const twenty = 'twenty messages are moderated at once';
const oneOrder = 'members see one order, whichever moderation ends first';
const spoke = 'one sender is heard in the order in which he spoke';
const delays = 'a room whose moderation hangs delays no other';
const hundred = 'a hundred polls wait quietly, and one message ends them all';
const reconnects = 'who reconnects misses nothing and hears nothing twice';
const sigterm = 'SIGTERM closes with 1001 and loses no message';

const app = { part: 'async', file: 'async/app.ts' } as const;
const http = { part: 'async', file: 'async/express.ts' } as const;
const polls = { part: 'async', file: 'async/history.ts' } as const;
const moderation = { part: 'async', file: 'async/moderation.ts' } as const;
const speech = { part: 'async', file: 'async/speech.ts' } as const;
const store = { part: 'async', file: 'shared/store.ts' } as const;

const publish = `const speech = createSpeech((draft) => {
  const message = store.append(draft);
  rooms.tell(message);
  history.announce(message);
  return message;
});`;

const turn = `      const sender = \`\${draft.room} \${draft.from}\`;
      const turn = publishAfter(latest.get(sender), moderate(draft, signal), draft);`;

const oneAtATime = (lock: string) => `      const sender = ${lock};
      const before = latest.get(sender);
      const turn = Promise.allSettled([before]).then(() =>
        publishAfter(before, moderate(draft, signal), draft),
      );`;

const afterBoth = `    const [, text] = await Promise.allSettled([previous, moderated]);
    if (text.status === 'rejected') throw text.reason;
    return publish({ ...draft, text: text.value });
`;

const ask = `async function ask(
  draft: Draft,
  signal?: AbortSignal,
): Promise<{ allowed: boolean; text: string }> {`;

const whenItFails = `    throw error instanceof Error && error.name === 'TimeoutError'
      ? new HttpError(504, 'the moderation took too long')
      : new HttpError(502, 'the moderation failed');`;

const postMessage = 'response.status(201).json(await speech.say(draft, hangUp(response)));';

const waiting = 'await once(news, room, { signal }).catch(() => undefined);';

/** What goes wrong in the async half between what is said and what is read. */
export const asyncMessageMutants = [
  {
    ...speech,
    name: 'text-of-the-sender',
    misconception: 'A moderation says yes or no.',
    find: 'publish({ ...draft, text: text.value })',
    replace: 'publish(draft)',
    fails: [message],
  },
  {
    ...moderation,
    name: 'refusal-not-looked-at',
    misconception: 'What the moderation answers may be said.',
    find: "  if (!allowed) throw new HttpError(422, 'the message was refused');\n",
    replace: '',
    fails: [refused, rejected, oneOrder],
  },
  {
    ...moderation,
    name: 'failure-lets-pass',
    misconception: 'When nobody can say no, the answer is yes.',
    find: whenItFails,
    replace: '    return { allowed: true, text: draft.text };',
    fails: [refused, timeOut, rejected],
  },
  {
    ...moderation,
    name: 'no-time-out',
    misconception: 'Whoever is called answers.',
    find: 'AbortSignal.timeout(config.moderationTimeoutMs)',
    replace: 'new AbortController().signal',
    fails: [timeOut],
  },
  {
    ...moderation,
    name: 'ten-moderations-at-once',
    misconception: 'A service must be spared.',
    find: ask,
    replace: `let free = 10;
const queue: (() => void)[] = [];

async function ask(draft: Draft, signal?: AbortSignal): Promise<{ allowed: boolean; text: string }> {
  if (free === 0) await new Promise<void>((resolve) => queue.push(resolve));
  else free -= 1;
  try {
    return await askAtOnce(draft, signal);
  } finally {
    const next = queue.shift();
    if (next) next();
    else free += 1;
  }
}

async function askAtOnce(
  draft: Draft,
  signal?: AbortSignal,
): Promise<{ allowed: boolean; text: string }> {`,
    fails: [twenty],
  },
  {
    ...speech,
    name: 'a-lock-over-all-rooms',
    misconception: 'Order takes a lock.',
    find: turn,
    replace: oneAtATime("'everybody'"),
    fails: [twenty, delays, reconnects],
  },
  {
    ...speech,
    name: 'a-lock-over-the-room',
    misconception: 'One order for all takes one message at a time.',
    find: turn,
    replace: oneAtATime('draft.room'),
    fails: [twenty, reconnects],
  },
  {
    ...speech,
    name: 'heard-as-moderated',
    misconception: 'Promises end in the order in which they began.',
    find: 'publishAfter(latest.get(sender), ',
    replace: 'publishAfter(undefined, ',
    fails: [spoke],
  },
  {
    ...speech,
    name: 'a-refusal-takes-the-next-along',
    misconception: 'Two things that must be over are Promise.all.',
    find: afterBoth,
    replace: `    const [, text] = await Promise.all([previous, moderated]);
    return publish({ ...draft, text });
`,
    fails: [spoke],
  },
  {
    ...app,
    name: 'ids-taken-before-the-moderation',
    misconception: 'A message has its number from the moment it comes.',
    find: publish,
    replace: `const lastIds = new Map<string, number>();
const { say, drain } = createSpeech((draft) => {
  const message = { ...store.append(draft), id: (draft as Message).id };
  rooms.tell(message);
  history.announce(message);
  return message;
});
const speech = {
  drain,
  say(draft: Draft, signal?: AbortSignal) {
    const id = (lastIds.get(draft.room) ?? 0) + 1;
    lastIds.set(draft.room, id);
    return say({ ...draft, id } as Draft, signal);
  },
};`,
    fails: [rejected, oneOrder],
  },
  {
    ...app,
    name: 'told-before-it-is-stored',
    misconception: 'The members come first, the disk can wait.',
    find: publish,
    replace: `const lastIds = new Map<string, number>();
const speech = createSpeech((draft) => {
  const id = (lastIds.get(draft.room) ?? store.after(draft.room, 0).length) + 1;
  lastIds.set(draft.room, id);
  rooms.tell({ ...draft, id, at: new Date().toISOString() });
  return new Promise<Message>((resolve) => {
    setTimeout(() => {
      const message = store.append(draft);
      history.announce(message);
      resolve(message);
    }, 5);
  }) as unknown as Message;
});`,
    fails: [reconnects],
  },
  {
    ...app,
    name: 'http-does-not-reach-members',
    misconception: 'Each way of saying something has its own listeners.',
    find: postMessage,
    replace: `const { moderate } = await import('./moderation.ts');
  const text = await moderate(draft, hangUp(response));
  const message = store.append({ ...draft, text });
  history.announce(message);
  response.status(201).json(message);`,
    fails: [say],
  },
  {
    ...app,
    name: 'members-do-not-reach-pollers',
    misconception: 'Each way of saying something has its own listeners.',
    find: '  history.announce(message);\n',
    replace: `  if (!rooms.names(draft.room).includes(draft.from)) history.announce(message);
`,
    fails: [hundred],
  },
  {
    ...polls,
    name: 'poll-answers-at-once',
    misconception: 'A poll asks again and again.',
    find: 'if (messages.length > 0 || waitMs === 0) return messages;',
    replace: 'if (messages.length > 0 || waitMs >= 0) return messages;',
    fails: [poll],
  },
  {
    ...polls,
    name: 'poll-spins',
    misconception: 'Whoever looks again in each turn of the loop blocks nobody.',
    find: waiting,
    replace: 'await new Promise((resolve) => setImmediate(resolve));',
    fails: [poll],
  },
  {
    ...polls,
    name: 'woken-twice',
    misconception: 'Whoever is woken takes what has come, and what has come with it.',
    find: '        messages.push(...store.after(room, after, limit));\n',
    replace: `        messages.push(...store.after(room, after, limit));
        messages.push(...store.after(room, after, limit));
`,
    fails: [poll],
  },
  {
    ...polls,
    name: 'poll-blocks-the-event-loop',
    misconception: 'A server waits as a person does.',
    find: waiting,
    replace: 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);',
    fails: [poll],
  },
  {
    ...polls,
    name: 'one-poll-woken',
    misconception: 'A message is handed to whoever waits.',
    find: 'announce: ({ room }: Message) => news.emit(room),',
    replace: 'announce: ({ room }: Message) => news.listeners(room)[0]?.(),',
    fails: [hundred],
  },
  {
    ...store,
    name: 'saved-once-a-minute',
    misconception: 'What stands in a list is stored when there is time for it.',
    find: '  db.exec(schema);\n',
    replace: `  db.exec(schema);
  db.exec('BEGIN');
  setInterval(() => db.exec('COMMIT; BEGIN'), 60_000).unref();
`,
    fails: [history, sigterm],
  },
  {
    ...http,
    name: 'not-allowed-without-allow',
    misconception: 'The status 405 says it all.',
    find: "    response.set('Allow', methods.join(', '));\n",
    replace: '',
    fails: [told],
  },
];
