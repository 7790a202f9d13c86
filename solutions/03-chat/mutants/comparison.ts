import { readFileSync } from 'node:fs';

const prediction = 'prediction.json answers every question';
const saw = 'COMPARE.md says what you saw';

const predicted = { part: 'comparison', file: 'prediction.json' } as const;
const compared = { part: 'comparison', file: 'COMPARE.md' } as const;

// A section to its end, as the solution and as the starter have it.
const heading = '## When I would choose sync\n\n';
const sectionOf = (file: string) =>
  readFileSync(new URL(file, import.meta.url), 'utf8')
    .split(heading)
    .at(-1) ?? '';
const choice = sectionOf('../COMPARE.md');
const question = sectionOf('../../../exercises/03-chat/COMPARE.md');

export const comparisonMutants = [
  {
    ...predicted,
    name: 'prediction-left-open',
    misconception: 'A question that I am unsure of can stay open.',
    find: '"requestsPerMessagePushed": 0.2',
    replace: '"requestsPerMessagePushed": null',
    fails: [prediction],
  },
  {
    ...compared,
    name: 'section-left-as-in-the-starter',
    misconception: 'The last heading is a question to think about, not to write about.',
    find: choice,
    replace: question,
    fails: [saw],
  },
  {
    ...compared,
    name: 'answer-inside-the-comment',
    misconception: 'The answer goes where the question stands.',
    find: choice,
    replace: question.replace(' -->', `\n\n${choice}-->\n`),
    fails: [saw],
  },
];
