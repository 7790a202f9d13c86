import { expect, test } from 'vitest';
import { scoreCard } from '../../src/report/score-card.ts';
import { blog } from './samples.ts';

test('a provisional card ends with the ways to final verdicts', () => {
  const style = { width: 80, color: false, ascii: true };
  const lines = scoreCard(blog({}, { mode: 'provisional' }), style)
    .trimEnd()
    .split('\n\n');

  expect(lines.at(-1)?.replaceAll('\n', ' ')).toBe(
    'Provisional: the grader cannot see here what a server is doing, so no "failed" is final. Four ways to final verdicts, which need Linux and its /proc: push and read CI; or work in the dev container, in Codespaces, or in WSL 2 (clone inside Linux).',
  );
});
