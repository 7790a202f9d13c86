const three = 'three workers make exactly three calls at a time';
const status = 'a lookup with any status but 200 fails its page';
const spam = 'a comment whose spam check fails is a 502 and takes no number';
const restarts = 'comments go on counting after a second restart';
const hangUp = 'a commenter who hangs up cancels his spam check';
const stays = 'a reader gets his page when another one leaves the same post';

const ofSync = { part: 'sync', file: 'sync/app.ts' } as const;
const ofAsync = { part: 'async', file: 'async/app.ts' } as const;

/** What the visible checks let pass: each fails the hidden checks that it names, and nothing else. */
export const hiddenMutants = [
  {
    ...ofSync,
    name: 'workers-in-pairs',
    misconception: 'Workers come in twos, as cores do.',
    find: 'app.listen();',
    replace: `const workers = Number(process.env['WORKERS'] ?? 1);
if (workers > 1) process.env['WORKERS'] = String(2 * Math.ceil(workers / 2));
app.listen();`,
    fails: [three],
  },
  {
    ...ofSync,
    name: 'any-2xx-is-an-answer',
    misconception: 'What begins with a 2 is as good as 200.',
    file: 'sync/authors.ts',
    find: 'if (reply.status !== 200)',
    replace: 'if (!reply.ok)',
    fails: [status],
  },
  {
    ...ofSync,
    name: 'unchecked-is-no-spam',
    misconception: 'When the spam check fails, the comment is probably all right.',
    find: `  const { spam } = ask('/spam-checks', { text: comment.text }) as { spam: boolean };
`,
    replace: `  let spam = false;
  try {
    ({ spam } = ask('/spam-checks', { text: comment.text }) as { spam: boolean });
  } catch {
    // Nobody has called it spam.
  }
`,
    fails: [spam],
  },
  {
    ...ofAsync,
    name: 'any-2xx-is-an-answer',
    misconception: 'What begins with a 2 is as good as 200.',
    file: 'async/authors.ts',
    find: 'if (reply.status !== 200)',
    replace: 'if (!reply.ok)',
    fails: [status],
  },
  {
    ...ofAsync,
    name: 'unchecked-is-no-spam',
    misconception: 'When the spam check fails, the comment is probably all right.',
    find: 'signal, { text: comment.text }),\n  );',
    replace: 'signal, { text: comment.text }),\n  ).catch(() => ({ spam: false }));',
    fails: [spam],
  },
  {
    ...ofAsync,
    name: 'numbers-in-memory',
    misconception: 'A server that counts need not ask its database.',
    find: `  const numbered = store.transaction(() => {
    const next = { number: store.lastNumber(slug) + 1, ...comment };
    store.insertComment(slug, next);
    return next;
  });
`,
    replace: `  const number = Number(response.app.locals[slug] ?? 0) + 1;
  response.app.locals[slug] = number;
  const numbered = { number, ...comment };
  store.insertComment(slug, numbered);
`,
    fails: [restarts],
  },
  {
    ...ofAsync,
    name: 'spam-check-outlives-its-reader',
    misconception: 'Only pages are left early.',
    find: `await whileConnected(response, (signal) =>
    ask<{ spam: boolean }>('/spam-checks', signal, { text: comment.text }),
  );`,
    replace: `await ask<{ spam: boolean }>('/spam-checks', new AbortController().signal, {
    text: comment.text,
  });`,
    fails: [hangUp],
  },
  {
    ...ofAsync,
    name: 'lookups-shared-in-flight',
    misconception: 'Whoever asks the same can wait for the same answer.',
    file: 'async/authors.ts',
    find: `export async function ask<T>(path: string, signal: AbortSignal, body?: unknown): Promise<T> {
`,
    replace: `const underWay = new Map<string, Promise<unknown>>();
export async function ask<T>(path: string, signal: AbortSignal, body?: unknown): Promise<T> {
  if (body !== undefined) return await call(path, signal, body);
  if (!underWay.has(path)) {
    underWay.set(path, call(path, signal).finally(() => underWay.delete(path)));
  }
  return (await underWay.get(path)) as T;
}

async function call<T>(path: string, signal: AbortSignal, body?: unknown): Promise<T> {
`,
    fails: [stays],
  },
];
