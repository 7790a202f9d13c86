import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Occasion } from './occasion.ts';

/** https://gradescope-autograders.readthedocs.io/en/latest/submission_metadata/ */
const metadataSchema = z.looseObject({
  created_at: z.iso.datetime({ offset: true }),
  users: z.array(z.looseObject({ email: z.string() })),
});

/** What Gradescope writes of a submission; who it is from is an e-mail address there. */
export async function onGradescope(metadataFile: string): Promise<Occasion> {
  const text = await readFile(metadataFile, 'utf8');
  const { created_at: submittedAt, users } = metadataSchema.parse(JSON.parse(text));
  const [first] = users;
  return { submittedAt, ...(first !== undefined && { login: first.email }) };
}
