import { writtenAnswers } from '../../check/written-answers.ts';
import { check } from './blog.ts';
import './counted.ts';
import { timed } from './timed.ts';

writtenAnswers(check, [
  'roundsOfSixReadersSync',
  'roundsOfTwelveReadersFourWorkersSync',
  'roundsOfSixReadersAsync',
  'speedupOfSixReaders',
  'fasterAtOneClientNoDelay',
]);

timed();
