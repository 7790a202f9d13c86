/** Names that no room and nobody may have. */
export const badNames: readonly string[] = ['a b', 'x'.repeat(65), 'café', 'a.b'];

const fine = { from: 'ann', text: 'hello' };

/** Bodies that are no message, and what a server answers to each. */
export const badMessages: readonly { readonly sent: string; readonly status: number }[] = [
  { sent: '{"from": "ann", ', status: 400 },
  ...[
    ['ann', 'hello'],
    { text: fine.text },
    { from: fine.from },
    { ...fine, from: 7 },
    { ...fine, from: 'a b' },
    { ...fine, text: ['hello'] },
    { ...fine, text: ' \n' },
    { ...fine, text: 'x'.repeat(16_001) },
  ].map((sent) => ({ sent: JSON.stringify(sent), status: 422 })),
  { sent: JSON.stringify({ ...fine, text: 'x'.repeat(2 * 1024 ** 2) }), status: 413 },
];
