const listed = 'tasks are listed oldest first, also after a restart';
const kinds = 'files of every kind are counted right';
const sigkill = 'SIGKILL loses no task';
const sigterm = 'SIGTERM finishes what runs and keeps the rest for the next start';

const database = { file: 'shared/database.ts' } as const;
const counter = { file: 'shared/counter.ts' } as const;

const mutants = [
  {
    ...database,
    name: 'tasks-in-memory',
    misconception: 'A server does not restart.',
    find: "join(dataDir, 'tasks.db')",
    replace: "':memory:'",
    fails: { async: [listed, sigkill, sigterm] },
  },
  {
    ...counter,
    name: 'word-ends-with-its-piece',
    misconception: 'A piece of a text is a text.',
    find: 'if (tail !== undefined) open.push(tail);',
    replace: 'if (tail !== undefined) count(tail);',
    fails: { sync: [kinds] },
  },
  {
    ...counter,
    name: 'character-ends-with-its-piece',
    misconception: 'Each piece can be decoded for itself.',
    find: 'decoder.decode(piece, { stream: true })',
    replace: 'decoder.decode(piece)',
    fails: { async: [kinds] },
  },
  {
    file: 'shared/top-words.ts',
    name: 'ties-by-utf-16',
    misconception: 'The sign < sorts by code point.',
    find: 'Buffer.compare(Buffer.from(word), Buffer.from(otherWord)) < 0',
    replace: 'word < otherWord',
    fails: { sync: [kinds] },
  },
];

/** What the halves share, wrong in the halves whose checks it names. */
export const sharedMutants = mutants.flatMap(({ fails, ...mutant }) =>
  Object.entries(fails).map(([part, titles]) => ({ ...mutant, part, fails: titles })),
);
