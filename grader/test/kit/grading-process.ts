import { getEachMessage, sendMessage } from 'execa';
import { gradeExercise } from '../../src/engine/grade-exercise.ts';
import type { Request } from './start-grader.ts';

// Whoever asked is gone; the custodian ends what is being graded.
process.once('disconnect', () => process.exit());

for await (const message of getEachMessage()) {
  const { exercise, options } = message as Request;
  const graded: object = await gradeExercise(exercise, options, {});
  await sendMessage(graded);
}
