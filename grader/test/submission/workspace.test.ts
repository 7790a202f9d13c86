import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../src/server/environment.ts';
import { openWorkspace } from '../../src/submission/workspace.ts';

const source = join(projectRoot, 'exercises/01-blog');

test('work in the project runs where it is, unless a copy is asked for', async () => {
  await using inPlace = await openWorkspace('blog', { submission: source });
  await using copied = await openWorkspace('blog', { submission: source, copy: true });

  expect(inPlace.folder).toBe(source);
  expect(copied.folder).toBe(join(copied.custody.runFolder, '01-blog'));
  expect(existsSync(join(copied.folder, 'submission.json'))).toBe(true);
});
