const restart = 'posts are still there after a restart';
const told = 'unknown paths and methods are told apart';
const page = 'a post page names its author';
const spam = 'spam is turned away and takes no number';
const one = 'one worker makes one call at a time';
const healthz = '/healthz waits behind a held page';
const four = 'four workers make exactly four calls at a time';
const comments = 'twenty comments at once get the numbers 1 to 20';
const failed = 'a failed lookup fails only its own page';
const timeOut = 'a lookup that never ends gives 504 after the time-out';

const facts = { part: 'sync', file: 'sync/app.ts' } as const;

export const syncMutants = [
  {
    ...facts,
    name: 'secretly-async',
    misconception: 'Faster is better, so both halves run the asynchronous server.',
    file: 'submission.json',
    find: '"sync": { "command": ["node", "sync/app.ts"] }',
    replace: '"sync": { "command": ["node", "async/app.ts"] }',
    fails: [one, healthz, four],
  },
  {
    ...facts,
    name: 'id-not-encoded',
    misconception: 'An id has no special characters.',
    find: 'const id = encodeURIComponent(post.authorId);',
    replace: 'const id = post.authorId;',
    fails: [page],
  },
  {
    ...facts,
    name: 'five-workers-for-four',
    misconception: 'One worker more does no harm.',
    find: 'app.listen();',
    replace: `if (process.env['WORKERS'] === '4') process.env['WORKERS'] = '5';
app.listen();`,
    fails: [four],
  },
  {
    ...facts,
    name: 'always-one-worker',
    misconception: 'WORKERS is for others to read.',
    find: 'app.listen();',
    replace: `process.env['WORKERS'] = '1';
app.listen();`,
    fails: [four],
  },
  {
    ...facts,
    name: 'spinning-helper-thread',
    misconception: 'A thread that polls without a pause reacts fastest.',
    find: 'const app = createApp();',
    replace: `const app = createApp();
const { isMainThread, Worker } = process.getBuiltinModule('node:worker_threads');
if (isMainThread) new Worker('for (;;);', { eval: true });`,
    fails: [one, healthz, four],
  },
  {
    ...facts,
    name: 'posts-in-memory',
    misconception: 'A server does not restart.',
    file: 'shared/store.ts',
    find: "join(dataDir, 'blog.db')",
    replace: "':memory:'",
    // The workers' memories are not the same either.
    fails: [restart, four, comments],
  },
  {
    ...facts,
    name: 'no-comments-for-a-missing-post',
    misconception: 'A post that does not exist has no comments, and no comments are an empty list.',
    find: `  const { slug } = store.find(request.params.slug);
  return { comments: store.listComments(slug) };`,
    replace: '  return { comments: store.listComments(request.params.slug) };',
    fails: [told],
  },
  {
    ...facts,
    name: 'spam-answer-ignored',
    misconception: 'The spam check keeps spam away by itself.',
    find: "  if (spam) throw new HttpError(422, 'the comment is spam');\n",
    replace: '',
    fails: [spam],
  },
  {
    ...facts,
    name: 'number-before-the-spam-check',
    misconception: 'The last number is still the last one after a call.',
    find: `  const { spam } = ask('/spam-checks', { text: comment.text }) as { spam: boolean };
  if (spam) throw new HttpError(422, 'the comment is spam');
  const numbered = store.transaction(() => {
    const next = { number: store.lastNumber(slug) + 1, ...comment };`,
    replace: `  const number = store.lastNumber(slug) + 1;
  const { spam } = ask('/spam-checks', { text: comment.text }) as { spam: boolean };
  if (spam) throw new HttpError(422, 'the comment is spam');
  const numbered = store.transaction(() => {
    const next = { number, ...comment };`,
    fails: [comments],
  },
  {
    ...facts,
    name: 'errors-swallowed-into-200',
    misconception: 'A page with a gap is better than an error.',
    file: 'sync/authors.ts',
    find: `    throw error instanceof Error && error.name === 'TimeoutError'
      ? new HttpError(504, 'the author service took too long')
      : new HttpError(502, 'the author service failed');`,
    replace: '    return null;',
    fails: [failed, timeOut],
  },
];
