import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hasSolutions } from '@overlap/grader/kit/solutions.ts';
import { kitCopy } from './kit-copy.ts';

const timeout = 240_000;
const overlap = 'grader/bin/overlap.js';
const classroom = 'tools/classroom/bin/classroom.js';

test.skipIf(!hasSolutions())(
  'a kit without its solutions says so where it needs them, and does all the rest',
  { timeout },
  async () => {
    await using kit = await kitCopy();
    const archive = kit.beside('sealed.tar.gz');

    const sealed = await kit.run(classroom, 'seal', archive);
    expect(sealed).toMatchObject({ exitCode: 0 });
    expect(sealed.output).toMatch(/^sealed \d{3} files in /);
    expect(existsSync(join(kit.root, 'solutions/01-blog/async'))).toBe(false);

    for (const words of [
      ['grade', 'blog', '--solutions'],
      ['grade', '--hidden'],
      ['grade', 'chat', '--hidden', '--json', 'result.json'],
      ['serve', 'blog', '--solutions'],
      ['compare', 'blog', '--solutions'],
      ['demo'],
    ]) {
      const { exitCode, output } = await kit.run(overlap, ...words);
      expect({ words, exitCode }).toEqual({ words, exitCode: 2 });
      expect(output).toMatch(/^expected .* npm run classroom -- unseal <archive> .*$/);
    }
    expect(existsSync(join(kit.root, 'result.json'))).toBe(false);

    const graded = await kit.run(overlap, 'grade', 'blog', '--check', 'newest first', '--plain');
    expect(graded).toMatchObject({ exitCode: 0 });
    expect(await kit.run(classroom, 'export', kit.beside('students'))).toMatchObject({
      exitCode: 0,
    });
    const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--reporter', 'verbose'];
    const tests = await kit.run(...vitest, ...someTests);
    expect(tests.output).toMatch(/mirror each other .*\[needs the solutions: npm run classroom/);
    expect(tests.output).toMatch(/Tests +\d+ passed \| \d+ skipped/);
    expect(tests).toMatchObject({ exitCode: 0 });

    expect(await kit.run(classroom, 'unseal', archive)).toMatchObject({ exitCode: 0 });
    const again = await kit.run(
      ...[overlap, 'grade', 'blog', '--solutions', '--hidden', '--plain'],
      ...['--only', 'sync', '--check', 'three workers'],
    );
    expect(again.output).toContain('Score: 2 of 2 points');
  },
);

/** Tests that need the solutions, of each kind that there is, and some that do not. */
const someTests = [
  'mirrors',
  'messages',
  'mutants-blog-hidden',
  'alternatives',
  'checks.test',
  'chat-socket',
  'system-error',
];
