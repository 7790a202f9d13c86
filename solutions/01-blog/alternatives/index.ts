/** Right in a style of its own; what Python needs is in grader/test/fixtures/requirements.txt. */
export const alternatives = [
  { name: 'plain-http', part: 'async' },
  { name: 'fastify', part: 'async' },
  { name: 'hono', part: 'async' },
  { name: 'polled-queue', part: 'async' },
  { name: 'ticking', part: 'async' },
  { name: 'pooled-agent', part: 'async' },
  { name: 'fastapi', part: 'async', needs: ['uvicorn', 'fastapi', 'httpx'] },
  { name: 'flask', part: 'sync', needs: ['gunicorn', 'flask', 'requests'] },
  { name: 'prefork', part: 'sync', needs: [] },
];
