const three = 'three workers have exactly three moderated at a time';
const status = 'a moderation with any status but 200 has failed';
const times = 'a poll that ends for its time ends no other';
const room = 'a poll waits for its own room and its own place in it';
const restarts = 'ids go on after a second restart, and a welcome tells the rest';

const wait = `      const signal = AbortSignal.any([gone, closed.signal, AbortSignal.timeout(waitMs)]);
      while (messages.length === 0 && !signal.aborted) {
        await once(news, room, { signal }).catch(() => undefined);
        messages.push(...store.after(room, after, limit));
      }
      return messages;`;

const append = `  return {
    /** Stores a message under the next id of its room. */
    append(draft: Draft): Message {
      const { room, from, text } = draft;
      const at = new Date().toISOString();
      const [row] = append.all({ room, from, text, at });
      return { id: Number(row?.['id']), room, from, text, at };
    },`;

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
    file: 'sync/moderation.ts',
    name: 'any-2xx-is-an-answer',
    misconception: 'What begins with a 2 is as good as 200.',
    find: 'if (reply.status !== 200)',
    replace: 'if (!reply.ok)',
    fails: [status],
  },
  {
    part: 'async',
    file: 'async/moderation.ts',
    name: 'any-2xx-is-an-answer',
    misconception: 'What begins with a 2 is as good as 200.',
    find: 'if (reply.status !== 200)',
    replace: 'if (!reply.ok)',
    fails: [status],
  },
  {
    part: 'async',
    file: 'async/history.ts',
    name: 'one-time-for-all-who-wait',
    misconception: 'When time is over, it is over for everybody.',
    find: wait,
    replace: `      const timer = setTimeout(() => news.emit(room), waitMs);
      const signal = AbortSignal.any([gone, closed.signal]);
      await once(news, room, { signal }).catch(() => undefined);
      clearTimeout(timer);
      messages.push(...store.after(room, after, limit));
      return messages;`,
    // Those who wait are woken once, whatever for.
    fails: [times, room],
  },
  {
    part: 'async',
    file: 'async/history.ts',
    name: 'woken-by-whatever-is-said',
    misconception: 'Whoever is woken has something to read.',
    find: wait,
    replace: wait.replace('while (messages.length === 0 && !signal.aborted) {', '{'),
    fails: [room],
  },
  {
    part: 'async',
    file: 'shared/store.ts',
    name: 'ids-in-memory',
    misconception: 'A server that counts need not ask its database.',
    find: append,
    replace: append
      .replace('  return {', '  const ids = new Map<string, number>();\n  return {')
      .replace('const [row] = append', 'append')
      .replace("Number(row?.['id'])", 'next')
      .replace(
        '      return',
        `      const next = (ids.get(room) ?? 0) + 1;
      ids.set(room, next);
      return`,
      ),
    fails: [restarts],
  },
];
