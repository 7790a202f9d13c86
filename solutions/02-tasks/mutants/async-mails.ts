const listed = 'tasks are listed oldest first, also after a restart';
const mail = 'an accepted mail goes out, then its task is done';
const file = 'an accepted file is counted, then its task is done';
const answered = 'requests are answered while the mail server holds every mail';
const twelve = 'twelve mails keep exactly four in flight, in their order';
const eight = 'eight mails are in flight with CONCURRENCY=8';
const refused = 'a mail that is refused for good fails alone';
const schedule = 'a mail that is refused for now is tried again by the schedule';
const three = 'a mail is tried three times at most';
const slot = 'a broken or silent conversation holds no slot but its own';
const sigkill = 'SIGKILL loses no task';
const sigterm = 'SIGTERM finishes what runs and keeps the rest for the next start';
const fifty = 'three hundred mails go out over fifty connections';
const events = 'events tell a task from its state now to its end';
const progress = 'progress only grows while a file is counted';
const cancelled = 'a task can be cancelled';

const app = { part: 'async', file: 'async/app.ts' } as const;
const limiter = { part: 'async', file: 'async/limiter.ts' } as const;
const sending = { part: 'async', file: 'async/mail.ts' } as const;
const runner = { part: 'async', file: 'async/runner.ts' } as const;

const postEmails = `app.post('/emails', express.text({ type: () => true, limit: '256kb' }), (request, response) => {
  const email = readEmail(readJson(request));
  accept(response, { kind: 'email', input: email });
});`;

const postEmailsAsync = `app.post('/emails', express.text({ type: () => true, limit: '256kb' }), async (request, response) => {
  const email = readEmail(readJson(request));`;

const send = '  await transport.sendMail({ from: config.mailFrom, to, subject, text });';

const isPassing = `  !(error instanceof Error && 'responseCode' in error && Number(error.responseCode) >= 500);`;

const whenItFails = `    } catch (error) {
      if (controller.signal.aborted) store.cancelRunning(id);
      else if (mayRetry(job, error)) retry(job);
      else store.fail(id, error instanceof Error ? error.message : String(error));
    } finally {`;

const dueAt = 'Date.now() + config.retryBaseMs * 2 ** (attempts - 1)';

/** What goes wrong with mails in the async half. */
export const asyncMailMutants = [
  {
    ...app,
    name: 'answered-after-the-mail',
    misconception: 'Whoever asks for a mail wants to know that it went out.',
    find: postEmails,
    replace: `${postEmailsAsync}
  const { id } = store.accept({ kind: 'email', input: email });
  await new Promise<void>((resolve) => {
    store.watch(id, (task) => {
      if (isFinished(task)) resolve();
    });
    runner.take(id);
  });
  response.status(202).location(\`/tasks/\${id}\`).json(store.find(id));
});`,
    fails: [mail],
  },
  {
    ...app,
    name: 'answered-when-it-is-its-turn',
    misconception: 'A server that has no slot should let its clients wait.',
    find: postEmails,
    replace: `${postEmailsAsync}
  const { id } = store.accept({ kind: 'email', input: email });
  await new Promise<void>((resolve) => {
    store.watch(id, () => resolve());
    runner.take(id);
  });
  response.status(202).location(\`/tasks/\${id}\`).json(store.find(id));
});`,
    fails: [
      answered,
      twelve,
      eight,
      refused,
      schedule,
      slot,
      sigkill,
      sigterm,
      fifty,
      events,
      cancelled,
    ],
  },
  {
    ...sending,
    name: 'done-before-the-reply',
    misconception: 'A mail that was handed over was sent.',
    find: send,
    replace: send.replace('await', 'void'),
    fails: [mail],
  },
  {
    ...limiter,
    name: 'asleep-once-the-queue-was-empty',
    misconception: 'Whoever works the queue off need be started only once.',
    find: `  return {
    add(work: () => Promise<void>): void {
      waiting.push(work);
      fill();`,
    replace: `  let started = false;
  return {
    add(work: () => Promise<void>): void {
      waiting.push(work);
      if (started) return;
      started = true;
      fill();`,
    fails: [mail, file],
  },
  {
    part: 'async',
    file: 'shared/config.ts',
    name: 'no-limit',
    misconception: 'A mail server says itself when it has enough.',
    find: "Number(env['CONCURRENCY'] ?? 4)",
    replace: 'Infinity',
    fails: [twelve, eight, schedule, slot, sigkill, sigterm, fifty, events, cancelled],
  },
  {
    part: 'async',
    file: 'shared/config.ts',
    name: 'one-more-than-the-limit',
    misconception: 'One that waits beside those that run makes no difference.',
    find: "Number(env['CONCURRENCY'] ?? 4)",
    replace: "Number(env['CONCURRENCY'] ?? 4) + 1",
    fails: [twelve, eight, schedule, slot, sigkill, sigterm, fifty, events, cancelled],
  },
  {
    ...runner,
    name: 'four-stands-in-the-code',
    misconception: 'CONCURRENCY is four.',
    find: 'createLimiter(config.concurrency)',
    replace: 'createLimiter(4)',
    fails: [eight, schedule, fifty, events, cancelled],
  },
  {
    ...limiter,
    name: 'a-group-waits-for-its-slowest',
    misconception: 'Four at a time are groups of four.',
    find: `        running -= 1;
        fill();`,
    replace: `        running -= 1;
        if (running === 0) fill();`,
    fails: [twelve, slot],
  },
  {
    ...limiter,
    name: 'last-in-first-out',
    misconception: 'A list that is pushed to is popped from.',
    find: 'waiting.shift()',
    replace: 'waiting.pop()',
    fails: [twelve, slot, fifty],
  },
  {
    ...runner,
    name: 'slot-kept-after-a-failure',
    misconception: 'What comes after an await is always reached.',
    find: `    else limiter.add(() => attempt(id));
  };

  const attempt = async (id: string): Promise<void> => {
    const job = store.begin(id);
    if (!job) return; // It was cancelled while it waited.
    const controller = new AbortController();
    running.set(id, controller);
    try {
      store.finish(id, await perform(job, controller.signal));`,
    replace: `    else limiter.add(() => new Promise((giveBack) => void attempt(id, giveBack)));
  };

  const attempt = async (id: string, giveBack: () => void): Promise<void> => {
    const job = store.begin(id);
    if (!job) return giveBack();
    const controller = new AbortController();
    running.set(id, controller);
    try {
      store.finish(id, await perform(job, controller.signal));
      giveBack();`,
    fails: [schedule, three, slot],
  },
  {
    ...runner,
    name: 'an-error-ends-the-process',
    misconception: 'An error looks after itself.',
    find: whenItFails,
    replace: '    } finally {',
    fails: [listed, refused, schedule, three, slot],
  },
  {
    ...sending,
    name: 'refused-for-good-tried-again',
    misconception: 'Whatever failed may work the next time.',
    find: isPassing,
    replace: '  error instanceof Error;',
    fails: [listed, refused],
  },
  {
    ...sending,
    name: 'refused-for-now-not-tried-again',
    misconception: 'A reply from 400 on is an error, as in HTTP.',
    find: isPassing,
    replace: isPassing.replace('500', '400'),
    fails: [schedule, three],
  },
  {
    ...runner,
    name: 'tried-for-ever',
    misconception: 'Whoever tries often enough gets through.',
    find: ' && attempts < mostAttempts',
    replace: '',
    fails: [three],
  },
  {
    ...runner,
    name: 'tried-again-at-once',
    misconception: 'The sooner it is tried again, the sooner it is done.',
    find: dueAt,
    replace: 'Date.now()',
    fails: [schedule],
  },
  {
    ...runner,
    name: 'pause-does-not-grow',
    misconception: 'One pause is like another.',
    find: dueAt,
    replace: 'Date.now() + config.retryBaseMs',
    fails: [schedule],
  },
  {
    ...runner,
    name: 'pause-holds-its-slot',
    misconception: 'Trying again is part of the same piece of work.',
    find: '      else if (mayRetry(job, error)) retry(job);',
    replace: `      else if (mayRetry(job, error)) {
        const pause = config.retryBaseMs * 2 ** (job.attempts - 1);
        store.requeue(id, Date.now() + pause);
        await new Promise((resolve) => setTimeout(resolve, pause).unref());
        await attempt(id);
      }`,
    fails: [schedule, slot],
  },
  {
    ...app,
    name: 'queue-in-memory-only',
    misconception: 'What is stored is safe.',
    find: 'runner.recover();\n',
    replace: '',
    fails: [sigkill, sigterm],
  },
  {
    ...runner,
    name: 'running-never-taken-up-again',
    misconception: 'What runs looks after itself.',
    find: '        store.requeue(id);\n',
    replace: '',
    fails: [sigkill],
  },
  {
    part: 'async',
    file: 'shared/database.ts',
    name: 'everything-taken-up-again',
    misconception: 'At a start nothing runs, so everything is queued.',
    find: '  db.exec(schema);',
    replace: `  db.exec(schema);
  db.exec("UPDATE tasks SET status = 'queued'");`,
    fails: [listed, sigkill, sigterm],
  },
  {
    ...app,
    name: 'sigterm-drops-mails',
    misconception: 'SIGTERM means now.',
    find: "process.once('SIGTERM', () => {",
    replace: `process.once('SIGTERM', () => {
  process.exit(0);`,
    fails: [sigterm],
  },
  {
    ...limiter,
    name: 'sigterm-works-the-queue-off',
    misconception: 'What was accepted is done before the end.',
    find: 'running < limit && !closed',
    replace: 'running < limit',
    fails: [sigterm],
  },
  {
    ...sending,
    name: 'a-pool-for-each-mail',
    misconception: 'A transport is made for a mail, and goes with it.',
    find: '  await transport.sendMail({',
    replace: `  const own = createTransport({ url: config.smtpUrl, pool: true, maxRequeues: 0 });
  await own.sendMail({`,
    fails: [sigterm, fifty],
  },
  {
    part: 'async',
    file: 'shared/store.ts',
    name: 'cancelled-mail-goes-out',
    misconception: 'What stands in the queue is what it was when it came.',
    find: "const begin = step('queued', \"status = 'running', attempts = attempts + 1\");",
    replace: `const begin = (id: string) => {
    db.prepare("UPDATE tasks SET status = 'queued' WHERE id = ?").run(id);
    return step('queued', "status = 'running', attempts = attempts + 1")(id);
  };`,
    fails: [cancelled],
  },
  {
    ...app,
    name: 'events-without-an-end',
    misconception: 'A stream ends when its reader goes.',
    find: '    if (isFinished(now)) stream.end();\n',
    replace: '',
    fails: [events, progress],
  },
];
