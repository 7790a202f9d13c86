/** Posts that break a rule of the contract, with the status that each must get. */
export function badPosts(takenTitle: string) {
  const good = { title: 'A title', body: 'A body.', authorId: 'ada' };
  const unprocessable = [
    { ...good, title: '' },
    { ...good, title: '   ' },
    { ...good, title: '!!!' },
    { ...good, title: 'x'.repeat(201) },
    { ...good, title: 7 },
    { ...good, body: undefined },
    { ...good, body: 'x'.repeat(10_001) },
    { ...good, authorId: ' ' },
    [good],
    'a string',
  ];
  return [
    ...unprocessable.map((post) => ({ sent: JSON.stringify(post), status: 422 })),
    { sent: '{"title": ', status: 400 },
    { sent: JSON.stringify({ ...good, title: takenTitle }), status: 409 },
  ];
}
