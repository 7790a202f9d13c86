const three = 'three workers hold exactly three conversations';
const five = 'five mails are in flight with CONCURRENCY=5';
const kills = 'a second SIGKILL loses no task either';
const pauses = 'a mail that pauses before its next attempt survives SIGKILL';
const failed = 'a mail whose server falls silent is a 502 in the end';
const again = 'a mail whose server falls silent is tried again';

const unfinished = "WHERE status IN ('queued', 'running') ORDER BY number";

/** What the visible checks let pass: each fails the hidden checks that it names, and nothing else. */
export const hiddenMutants = [
  {
    part: 'sync',
    file: 'sync/app.ts',
    name: 'workers-in-pairs',
    misconception: 'Workers come in twos, as cores do.',
    find: 'app.listen();',
    replace: `const workers = Number(process.env['WORKERS'] ?? 1);
if (workers > 1) process.env['WORKERS'] = String(2 * Math.ceil(workers / 2));
app.listen();`,
    fails: [three],
  },
  {
    part: 'sync',
    file: 'sync/app.ts',
    name: 'no-time-out',
    misconception: 'A mail server always says something.',
    find: '{ url, timeoutMs });',
    replace: '{ url, timeoutMs: Math.max(timeoutMs, 60_000) });',
    fails: [failed],
  },
  {
    part: 'async',
    file: 'async/runner.ts',
    name: 'slots-in-pairs',
    misconception: 'Slots come in twos, as cores do.',
    find: 'createLimiter(config.concurrency)',
    replace: 'createLimiter(Math.max(1, 2 * Math.floor(config.concurrency / 2)))',
    fails: [five],
  },
  {
    part: 'async',
    file: 'shared/store.ts',
    name: 'given-up-after-two-kills',
    misconception: 'A task that was interrupted twice is to blame for it.',
    find: unfinished,
    replace: unfinished.replace(' ORDER', ' AND attempts < 2 ORDER'),
    fails: [kills],
  },
  {
    part: 'async',
    file: 'shared/store.ts',
    name: 'pauses-in-memory',
    misconception: 'What is queued has not begun, and what has begun is running.',
    find: unfinished,
    replace: "WHERE status = 'running' OR (status = 'queued' AND attempts = 0) ORDER BY number",
    fails: [pauses],
  },
  {
    part: 'async',
    file: 'async/mail.ts',
    name: 'no-time-out',
    misconception: 'A mail server always says something.',
    find: '  socketTimeout: config.smtpTimeoutMs,\n',
    replace: '',
    fails: [again],
  },
];
