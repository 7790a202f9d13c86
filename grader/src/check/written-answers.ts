import { inject } from 'vitest';
import type { Check } from './check.ts';
import { CheckFailure } from './errors.ts';
import { show } from './expect-json.ts';
import { predictionOf, sectionsOf } from './written.ts';

const facts = { part: 'comparison', theme: 'prediction and comparison', tier: 'core' } as const;

const headings = [
  'What I predicted',
  'What I saw',
  'Which half was easier, and why',
  'When I would choose sync',
];

/** Below this a section says hardly more than its heading. */
const fewestWords = 15;

/** That a student predicted, by the keys of `prediction.json`, and then said what came of it. */
export function writtenAnswers(check: Check<object>, questions: readonly string[]): void {
  check(
    'prediction.json answers every question',
    {
      ...facts,
      points: 3,
      proves: 'You committed to numbers before you measured; whether they are right earns nothing.',
      hint: 'A question without an answer is null. A guess is worth as much as a calculation.',
    },
    () => {
      const prediction = predictionOf(inject('grading').folder);
      const wrong = questions.find((question) => !isAnswer(prediction[question]));
      if (wrong === undefined) return;
      const expected = `expected ${wrong} to be a number of 0 or more, "sync" or "async"`;
      throw new CheckFailure(`${expected}, got ${show(prediction[wrong])}`);
    },
  );

  check(
    'COMPARE.md says what you saw',
    {
      ...facts,
      points: 3,
      proves:
        'Each heading has a few sentences of your own; what they say is for you and your teacher.',
      hint: 'Text in an HTML comment does not count. Look at the heading that is named.',
    },
    () => {
      const sections = sectionsOf(inject('grading').folder);
      for (const heading of headings) {
        const words = sections.get(heading.toLowerCase()) ?? 0;
        if (words >= fewestWords) continue;
        const expected = `expected at least ${fewestWords} words below "## ${heading}"`;
        throw new CheckFailure(`${expected}, got ${words}`);
      }
    },
  );
}

function isAnswer(answer: unknown): boolean {
  return (
    answer === 'sync' || answer === 'async' || (Number.isFinite(answer) && Number(answer) >= 0)
  );
}
