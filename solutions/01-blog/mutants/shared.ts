const listed = 'posts are listed newest first';
const rules = 'input that breaks a rule is turned away';
const escaped = 'text is escaped on the front page';
const next = 'a comment gets the next number';

const store = { file: 'shared/store.ts' } as const;
const validation = { file: 'shared/validation.ts' } as const;

const mutants = [
  {
    ...store,
    name: 'posts-oldest-first',
    misconception: 'A list is in the order in which it was written.',
    find: 'ORDER BY id DESC LIMIT',
    replace: 'ORDER BY id LIMIT',
    fails: { sync: [listed] },
  },
  {
    ...store,
    name: 'list-without-limit',
    misconception: 'Whoever asks for two posts can leave the others aside.',
    find: 'listPosts.all(limit, offset)',
    replace: 'listPosts.all(-1, offset)',
    fails: { async: [listed] },
  },
  {
    ...validation,
    name: 'blank-is-not-empty',
    misconception: 'A string with a character in it is not empty.',
    find: "value.trim() === ''",
    replace: "value === ''",
    fails: { sync: [rules] },
  },
  {
    ...validation,
    name: 'limit-cut-to-its-range',
    misconception: 'A limit that is too large means the largest.',
    find: 'if (value >= least && value <= most) return value;',
    replace: 'if (!Number.isNaN(value)) return Math.min(Math.max(value, least), most);',
    fails: { async: [rules] },
  },
  {
    ...store,
    name: 'taken-slug-passed-over',
    misconception: 'Who posts the same thing twice has lost nothing.',
    find: 'if (changes === 0) throw',
    replace: 'if (changes < 0) throw',
    fails: { async: [rules] },
  },
  {
    file: 'shared/html.ts',
    name: 'title-unescaped',
    misconception: 'A title is text.',
    find: '${escape(title)}</a>',
    replace: '${title}</a>',
    fails: { sync: [escaped], async: [escaped] },
  },
  {
    ...store,
    name: 'comments-numbered-over-all-posts',
    misconception: 'A number is given once, so it is counted over everything.',
    find: 'lastNumber.get(slug)',
    replace: "db.prepare('SELECT max(number) AS number FROM comments').get()",
    fails: { sync: [next] },
  },
];

/** What the halves share, wrong in the halves whose checks it names. */
export const sharedMutants = mutants.flatMap(({ fails, ...mutant }) =>
  Object.entries(fails).map(([part, titles]) => ({ ...mutant, part, fails: titles })),
);
