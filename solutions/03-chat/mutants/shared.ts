const page = 'the chat page is served';
const rules = 'input that breaks a rule is turned away';
const message = 'a posted message is moderated, stored and answered';
const history = 'history is read in pages, also after a restart';
const hostile = 'hostile frames hurt only their sender';

const store = { file: 'shared/store.ts' } as const;
const validation = { file: 'shared/validation.ts' } as const;

const mutants = [
  {
    file: 'shared/page.ts',
    name: 'page-as-plain-text',
    misconception: 'A browser sees for itself that a page is HTML.',
    find: "file('index.html', 'text/html')",
    replace: "file('index.html', 'text/plain')",
    fails: { sync: [page], async: [page] },
  },
  {
    ...validation,
    name: 'blanks-are-a-text',
    misconception: 'A text is there when it has a length.',
    find: "text.trim() !== ''",
    replace: "text !== ''",
    fails: { sync: [rules], async: [rules, hostile] },
  },
  {
    ...store,
    name: 'ids-over-all-rooms',
    misconception: 'An id is unique.',
    find: ' FROM messages WHERE room = :room\n',
    replace: ' FROM messages\n',
    fails: { sync: [message] },
  },
  {
    ...store,
    name: 'after-begins-with-itself',
    misconception: 'After a message means from that message on.',
    find: 'WHERE room = ? AND id > ?',
    replace: 'WHERE room = ? AND id >= ?',
    fails: { sync: [history] },
  },
];

/** What the halves share, wrong in the halves whose checks it names. */
export const sharedMutants = mutants.flatMap(({ fails, ...mutant }) =>
  Object.entries(fails).map(([part, titles]) => ({ ...mutant, part, fails: titles })),
);
