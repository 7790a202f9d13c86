import { writtenAnswers } from '../../check/written-answers.ts';
import './counted.ts';
import { check } from './tasks.ts';
import { timed } from './timed.ts';

writtenAnswers(check, [
  'roundsOfTwelveMailsSync',
  'roundsOfTwelveMailsFourWorkersSync',
  'roundsOfTwelveMailsAsync',
  'roundsUntilTwelveAnswersAsync',
  'speedupOfTwelveMails',
  'fasterAtOneFile',
]);

timed();
