const restart = 'posts are still there after a restart';
const told = 'unknown paths and methods are told apart';
const page = 'a post page names its author';
const next = 'a comment gets the next number';
const spam = 'spam is turned away and takes no number';
const fifty = 'fifty readers are served at once';
const three = "one page's three lookups are made together";
const others = 'other requests are answered while fifty pages wait';
const own = 'every reader gets his own page in whatever order lookups end';
const comments = 'twenty comments at once get the numbers 1 to 20';
const failed = 'a failed lookup fails only its own page';
const timeOut = 'a lookup that never ends gives 504 after the time-out';
const hangUp = 'a reader who hangs up cancels his lookups';
const sigterm = 'SIGTERM lets held pages finish, then the server ends';

const facts = { part: 'async', file: 'async/app.ts' } as const;
const calls = { part: 'async', file: 'async/authors.ts' } as const;
const http = { part: 'async', file: 'async/express.ts' } as const;

const lookUp = `  const [author, stats, related] = await whileConnected(response, (signal) =>
    Promise.all([
      ask(\`/authors/\${id}\`, signal),
      ask(\`/authors/\${id}/stats\`, signal),
      ask(\`/related/\${post.slug}\`, signal),
    ]),
  );`;

const call = `    const reply = await fetch(config.authorsUrl + path, {
      ...(body !== undefined && post(body)),
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(config.upstreamTimeoutMs)]),
    });`;

const read = `
    if (reply.status !== 200) throw new Error(\`status \${reply.status}\`);
    return (await reply.json()) as T;`;

const numberAndStore = `  const numbered = store.transaction(() => {
    const next = { number: store.lastNumber(slug) + 1, ...comment };
    store.insertComment(slug, next);
    return next;
  });
  response.status(201).json(numbered);`;

const askSpamCheck = `  const { spam } = await whileConnected(response, (signal) =>
    ask<{ spam: boolean }>('/spam-checks', signal, { text: comment.text }),
  );
  if (spam) throw new HttpError(422, 'the comment is spam');
`;

export const asyncMutants = [
  {
    ...facts,
    name: 'lookups-in-turn',
    misconception: 'await is how a call is made.',
    find: lookUp,
    replace: `  const [author, stats, related] = await whileConnected(response, async (signal) => [
    await ask(\`/authors/\${id}\`, signal),
    await ask(\`/authors/\${id}/stats\`, signal),
    await ask(\`/related/\${post.slug}\`, signal),
  ]);`,
    fails: [three],
  },
  {
    ...facts,
    name: 'mutex-around-the-handler',
    misconception: 'Requests that run at once need a lock.',
    find: "app.get('/posts/:slug', async (request, response) => {",
    replace: `let turn = Promise.resolve();
app.get('/posts/:slug', async (request, response) => {
  const before = turn;
  turn = new Promise((resolve) => response.once('close', () => resolve()));
  await before;`,
    fails: [fifty],
  },
  {
    ...facts,
    name: 'lookups-made-ahead-for-others',
    misconception: 'What is in flight counts, whoever waits for it.',
    find: "app.get('/posts/:slug', async (request, response) => {",
    replace: `let turn = Promise.resolve();
app.get('/posts/:slug', async (request, response) => {
  for (const { slug, authorId } of store.count() > 20 ? store.list() : []) {
    if (slug === request.params.slug) continue;
    void fetch(\`\${config.authorsUrl}/authors/\${authorId}\`).catch(() => undefined);
  }
  const before = turn;
  turn = new Promise((resolve) => response.once('close', () => resolve()));
  await before;`,
    fails: [fifty],
  },
  {
    ...calls,
    name: 'synchronous-call',
    misconception: 'A call that returns its answer at once is simpler.',
    find: call + read,
    replace: `    signal.throwIfAborted();
    const script = \`const [, url, body] = process.argv;
      const post = { method: 'POST', body, headers: { 'Content-Type': 'application/json' } };
      const reply = await fetch(url, body ? post : {});
      if (reply.status !== 200) process.exit(1);
      console.log(JSON.stringify(await reply.json()));\`;
    const argument = body === undefined ? [] : [JSON.stringify(body)];
    const output = process
      .getBuiltinModule('node:child_process')
      .execFileSync('node', ['--input-type=module', '-e', script, config.authorsUrl + path, ...argument]);
    return JSON.parse(output.toString()) as T;`,
    fails: [fifty, three, others, timeOut, hangUp, sigterm],
  },
  {
    ...calls,
    name: 'fetch-sync',
    misconception: 'What calls in the sync half calls in this one too.',
    find: call,
    replace: `    const { fetchSync } = await import('@overlap/sync-server');
    const reply = fetchSync(config.authorsUrl + path, {
      ...(body !== undefined && post(body)),
      timeoutMs: config.upstreamTimeoutMs,
    });`,
    fails: [page, next],
  },
  {
    ...facts,
    name: 'busy-loop-in-the-handler',
    misconception: 'Waiting a while gives the author service time.',
    find: lookUp,
    replace: `  const until = performance.now() + 20_000;
  while (performance.now() < until);
${lookUp}`,
    fails: [page],
  },
  {
    ...calls,
    name: 'ten-calls-at-once',
    misconception: 'A limit protects the author service.',
    find: `export async function ask<T>(path: string, signal: AbortSignal, body?: unknown): Promise<T> {
`,
    replace: `let busy = 0;
export async function ask<T>(path: string, signal: AbortSignal, body?: unknown): Promise<T> {
  while (busy >= 10) await new Promise((resolve) => setTimeout(resolve, 20));
  busy += 1;
  try {
    return await call(path, signal, body);
  } finally {
    busy -= 1;
  }
}

async function call<T>(path: string, signal: AbortSignal, body?: unknown): Promise<T> {
`,
    fails: [fifty],
  },
  {
    ...facts,
    name: 'number-before-the-spam-check',
    misconception: 'The last number is still the last one after an await.',
    find: askSpamCheck + numberAndStore,
    replace: `  const number = store.lastNumber(slug) + 1;
${askSpamCheck}  store.insertComment(slug, { number, ...comment });
  response.status(201).json({ number, ...comment });`,
    fails: [comments],
  },
  {
    ...facts,
    name: 'await-between-number-and-comment',
    misconception: 'Nothing can come between two lines.',
    find: numberAndStore,
    replace: `  const number = store.lastNumber(slug) + 1;
  await new Promise((resolve) => setTimeout(resolve, 20));
  store.insertComment(slug, { number, ...comment });
  response.status(201).json({ number, ...comment });`,
    fails: [comments],
  },
  {
    ...facts,
    name: 'spam-check-for-a-missing-post',
    misconception: 'The order of two questions does not matter.',
    find: `  const { slug } = store.find(request.params.slug);
  const comment = readComment(readJson(request));
${askSpamCheck}`,
    replace: `  const comment = readComment(readJson(request));
${askSpamCheck}  const { slug } = store.find(request.params.slug);
`,
    fails: [spam],
  },
  {
    ...facts,
    name: 'spam-refused-when-stored',
    misconception: 'An error undoes what was done before it.',
    find: askSpamCheck + numberAndStore,
    replace:
      askSpamCheck.replace(/ {2}if .*\n/, '') +
      numberAndStore.replace(
        '  response.',
        "  if (spam) throw new HttpError(422, 'the comment is spam');\n  response.",
      ),
    fails: [spam],
  },
  {
    ...facts,
    name: 'post-in-a-module-variable',
    misconception: 'One thread means one request.',
    find: `app.get('/posts/:slug', async (request, response) => {
  const post = store.find(request.params.slug);
`,
    replace: `let post = {} as ReturnType<typeof store.find>;
app.get('/posts/:slug', async (request, response) => {
  post = store.find(request.params.slug);
`,
    fails: [own],
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
    name: 'author-cached-for-all',
    misconception: 'The author stays the same.',
    find: lookUp,
    replace: `${lookUp.replace('[author,', '[found,')}
  const author = (response.app.locals['author'] ??= found);`,
    fails: [page],
  },
  {
    ...facts,
    name: 'author-cached-by-id',
    misconception: 'Whoever was looked up once need not be looked up again.',
    find: 'ask(`/authors/${id}`, signal)',
    replace: '(response.app.locals[id] ??= ask(`/authors/${id}`, signal))',
    fails: [failed],
  },
  {
    ...calls,
    name: 'errors-swallowed-into-200',
    misconception: 'A page with a gap is better than an error.',
    find: `    throw error instanceof Error && error.name === 'TimeoutError'
      ? new HttpError(504, 'the author service took too long')
      : new HttpError(502, 'the author service failed');`,
    replace: '    return null as T;',
    fails: [failed, timeOut],
  },
  {
    ...calls,
    name: 'no-time-out',
    misconception: 'Every call ends by itself.',
    find: 'AbortSignal.any([signal, AbortSignal.timeout(config.upstreamTimeoutMs)])',
    replace: 'signal',
    fails: [timeOut],
  },
  {
    ...calls,
    name: 'one-time-out-for-the-server',
    misconception: 'A signal can be made once and used again.',
    find: `export async function ask<T>(path: string, signal: AbortSignal, body?: unknown): Promise<T> {
  try {
    const reply = await fetch(config.authorsUrl + path, {
      ...(body !== undefined && post(body)),
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(config.upstreamTimeoutMs)]),`,
    replace: `const deadline = AbortSignal.timeout(config.upstreamTimeoutMs);
export async function ask<T>(path: string, signal: AbortSignal, body?: unknown): Promise<T> {
  try {
    const reply = await fetch(config.authorsUrl + path, {
      ...(body !== undefined && post(body)),
      redirect: 'manual',
      signal: AbortSignal.any([signal, deadline]),`,
    fails: [timeOut],
  },
  {
    ...calls,
    name: 'hang-up-not-passed-on',
    misconception: 'Calls end with the request that made them.',
    find: 'AbortSignal.any([signal, AbortSignal.timeout(config.upstreamTimeoutMs)])',
    replace: 'AbortSignal.timeout(config.upstreamTimeoutMs)',
    fails: [hangUp],
  },
  {
    ...facts,
    name: 'sigterm-ignored',
    misconception: 'Whoever wants the server to end can kill it.',
    find: "process.once('SIGTERM', () => {",
    replace: `process.on('SIGTERM', () => undefined);
process.once('SIGUSR2', () => {`,
    fails: [sigterm],
  },
  {
    ...facts,
    name: 'sigterm-drops-readers',
    misconception: 'SIGTERM means now.',
    find: "process.once('SIGTERM', () => {",
    replace: `process.once('SIGTERM', () => {
  process.exit(0);`,
    fails: [sigterm],
  },
  {
    ...facts,
    name: 'spinning-helper-thread',
    misconception: 'A thread that polls without a pause reacts fastest.',
    find: 'const store = openStore(config.dataDir);',
    replace: `const store = openStore(config.dataDir);
new (process.getBuiltinModule('node:worker_threads').Worker)('for (;;);', { eval: true });`,
    fails: [sigterm],
  },
  {
    part: 'async',
    file: 'shared/store.ts',
    name: 'posts-in-memory',
    misconception: 'A server does not restart.',
    find: "join(dataDir, 'blog.db')",
    replace: "':memory:'",
    fails: [restart],
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
