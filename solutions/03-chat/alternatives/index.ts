/** Right in a style of its own; what Python needs is in grader/test/fixtures/requirements.txt. */
export const alternatives = [
  { name: 'plain-ws', part: 'async' },
  { name: 'sender-queue', part: 'async' },
  { name: 'event-bus', part: 'async' },
  { name: 'fastify', part: 'async' },
  { name: 'hono', part: 'async' },
];
