import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { onClassroom50 } from '../../src/occasion/classroom50.ts';
import { onGradescope } from '../../src/occasion/gradescope.ts';
import { temporaryFolder } from './repository.ts';

test("Classroom 50's tag says when it was submitted", () => {
  const tagged = { SUBMISSION_TAG: 'submit/2026-06-01T14-32-05Z-a1b2c3d' };

  expect(onClassroom50({ ...tagged, USERNAME: 'kim', OWNER: 'school' })).toEqual({
    login: 'kim',
    submittedAt: '2026-06-01T14:32:05Z',
  });
  expect(onClassroom50({ ...tagged, OWNER: 'kim' })).toMatchObject({ login: 'kim' });
  expect(onClassroom50({ SUBMISSION_TAG: 'submit/latest' })).toEqual({});
});

test('Gradescope says it in a file', async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, 'submission_metadata.json');
  const metadata = {
    id: 123456,
    created_at: '2018-07-01T14:22:32.365935-07:00',
    users: [{ email: 'student@example.com', id: 1234, name: 'Student User' }],
  };
  await writeFile(file, JSON.stringify(metadata));

  expect(await onGradescope(file)).toEqual({
    login: 'student@example.com',
    submittedAt: '2018-07-01T14:22:32.365935-07:00',
  });
});
