const told = 'unknown paths and methods are told apart';
const history = 'history is read in pages, also after a restart';
const message = 'a posted message is moderated, stored and answered';
const refused = 'a refused message gives 422, a failed moderation 502';
const timeOut = 'a moderation that never ends gives 504 after the time-out';
const poll = 'a poll waits for the next message, or for its time';
const one = 'one worker has one message moderated at a time';
const four = 'four workers have exactly four moderated at a time';
const holds = 'a poll that waits holds its worker';

const facts = { part: 'sync', file: 'sync/app.ts' } as const;
const moderation = { part: 'sync', file: 'sync/moderation.ts' } as const;

const append =
  '  const message = store.append({ room, from, text: moderate({ room, from, text }) });\n';

/** What goes wrong in the sync half. */
export const syncMutants = [
  {
    part: 'sync',
    file: 'submission.json',
    name: 'secretly-async',
    misconception: 'One server that does everything is both halves.',
    find: 'sync/app.ts"] },\n',
    replace: 'async/app.ts"] },\n',
    fails: [one, four, holds],
  },
  {
    ...facts,
    name: 'one-worker-more',
    misconception: 'One worker more does no harm.',
    find: 'app.listen();',
    replace: `process.env['WORKERS'] = String(Number(process.env['WORKERS'] ?? 1) + 1);
app.listen();`,
    fails: [one, four, holds],
  },
  {
    ...facts,
    name: 'always-one-worker',
    misconception: 'WORKERS is for others to read.',
    find: 'app.listen();',
    replace: `process.env['WORKERS'] = '1';
app.listen();`,
    fails: [poll, four],
  },
  {
    ...facts,
    name: 'a-worker-for-each-poll',
    misconception: 'Whoever waits needs a worker beside those that work.',
    find: 'app.listen();',
    replace: `if (process.env['WORKERS'] === '2') process.env['WORKERS'] = '4';
app.listen();`,
    fails: [holds],
  },
  {
    ...facts,
    name: 'poll-never-woken',
    misconception: 'Whoever waits for a message sees it come.',
    find: '  notifyChange(room);\n',
    replace: '',
    fails: [poll],
  },
  {
    ...facts,
    name: 'stored-before-it-is-moderated',
    misconception: 'What was refused is of no interest to anybody.',
    find: append,
    replace: `  const message = store.append({ room, from, text });
  message.text = moderate({ room, from, text });
`,
    fails: [message],
  },
  {
    ...moderation,
    name: 'refusal-not-looked-at',
    misconception: 'What the moderation answers may be said.',
    find: "  if (!allowed) throw new HttpError(422, 'the message was refused');\n",
    replace: '',
    fails: [refused],
  },
  {
    ...moderation,
    name: 'time-out-is-a-failure-like-any-other',
    misconception: 'The client does not care why it went wrong.',
    find: "new HttpError(504, 'the moderation took too long')",
    replace: "new HttpError(502, 'the moderation took too long')",
    fails: [timeOut],
  },
  {
    ...facts,
    name: 'rooms-for-unknown-paths',
    misconception: 'Whoever goes astray is best shown what there is.',
    find: 'app.listen();',
    replace: `app.get('/:page', () => ({ rooms: store.count() }));
app.listen();`,
    fails: [told],
  },
  {
    ...facts,
    name: 'a-folder-for-each-start',
    misconception: 'A server that starts begins with nothing.',
    find: 'openStore(config.dataDir)',
    replace: 'openStore(`${config.dataDir}/${process.pid}`)',
    fails: [history],
  },
];
