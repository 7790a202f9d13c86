/** Right in a style of its own; what Python needs is in grader/test/fixtures/requirements.txt. */
export const alternatives = [
  { name: 'plain-ws', part: 'async' },
  { name: 'sender-queue', part: 'async' },
  { name: 'event-bus', part: 'async' },
  { name: 'fastify', part: 'async' },
  { name: 'hono', part: 'async' },
  { name: 'fastapi', part: 'async', needs: ['uvicorn', 'fastapi', 'httpx', 'websockets'] },
  { name: 'flask', part: 'sync', needs: ['gunicorn', 'flask'] },
  { name: 'flask-threads', part: 'sync', needs: ['gunicorn', 'flask'] },
  { name: 'prefork', part: 'sync', needs: [] },
];
