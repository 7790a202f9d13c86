import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Part } from '../result/model.ts';
import { UsageError } from '../submission/usage-error.ts';
import { sealedText, solutionsFolder } from './solutions.ts';

/** Only of the halves there are checks that nobody sees at home. */
const halves = ['sync', 'async'] as const;

/** The files of the hidden checks of an exercise, or of one part of it; throws when they are not there. */
export function hiddenChecksOf(exercise: string, only?: Part): string[] {
  const asked = halves.filter((half) => only === undefined || half === only);
  const files = asked.map((half) => hiddenChecksFile(exercise, half));
  if (files.every((file) => existsSync(file))) return files;
  throw new UsageError(`expected solutions/${exercise}/hidden, got none: ${sealedText}`);
}

function hiddenChecksFile(exercise: string, half: (typeof halves)[number]): string {
  return join(solutionsFolder, exercise, 'hidden', `${half}.check.ts`);
}
