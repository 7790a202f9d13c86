import { describe, expect, test } from 'vitest';
import { requestOf } from '../../src/output/request.ts';
import { UsageError } from '../../src/submission/usage-error.ts';

test.each([
  ['ctrf=report.json', { format: 'ctrf', file: 'report.json' }],
  ['json=a=b.json', { format: 'json', file: 'a=b.json' }],
  ['autolab=scores.txt', { format: 'autolab', file: 'scores.txt' }],
  ['autolab', { format: 'autolab' }],
  ['github', { format: 'github' }],
])('%s', (text, request) => {
  expect(requestOf(text)).toEqual(request);
});

describe('is refused in one line', () => {
  test.each([
    ['xml=report.xml', 'expected --emit to name a format (autolab, classroom50, ctrf, '],
    ['', 'got ""'],
    ['toString=a', 'got "toString"'],
    ['ctrf', 'expected a file, such as --emit ctrf='],
    ['junit=', 'expected a file, such as --emit junit='],
    ['autolab=', 'expected a file'],
    ['github=summary.md', 'expected --emit github without a file'],
  ])('%j', (text, message) => {
    expect(() => requestOf(text)).toThrow(UsageError);
    expect(() => requestOf(text)).toThrow(message);
  });
});
