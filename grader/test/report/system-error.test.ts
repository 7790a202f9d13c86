import { expect, test } from 'vitest';
import { explainMessage, explainSystemError } from '../../src/report/system-error.ts';

test('a refused connection usually means that the server is not running', () => {
  expect(explainSystemError('ECONNREFUSED')).toContain(
    'usually means that the server is not running',
  );
});

test.each(['ECONNRESET', 'socket hang up', 'UND_ERR_SOCKET'])(
  '%s is one thing to a student',
  (code) => {
    expect(explainSystemError(code)).toBe(
      'the server closed the connection before it had answered',
    );
  },
);

test('what says nothing to a student is not explained', () => {
  expect(explainSystemError('EWHATEVER')).toBeUndefined();
  expect(explainSystemError('constructor')).toBeUndefined();
});

test('the code in a message is found', () => {
  expect(explainMessage('expected 200, got connect ETIMEDOUT 127.0.0.1:80')).toMatch(
    /^ETIMEDOUT: /,
  );
  expect(explainMessage('expected EVERY post, got none')).toBeUndefined();
});
