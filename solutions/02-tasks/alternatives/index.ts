/** Right in a style of its own; what Python needs is in grader/test/fixtures/requirements.txt. */
export const alternatives = [
  { name: 'plain-http', part: 'async' },
  { name: 'p-queue', part: 'async' },
  { name: 'polled-queue', part: 'async' },
  { name: 'child-processes', part: 'async' },
  { name: 'fastapi', part: 'async', needs: ['uvicorn', 'fastapi', 'aiosmtplib'] },
  { name: 'flask', part: 'sync', needs: ['gunicorn', 'flask'] },
  { name: 'flask-threads', part: 'sync', needs: ['gunicorn', 'flask'] },
  { name: 'prefork', part: 'sync', needs: [] },
];
