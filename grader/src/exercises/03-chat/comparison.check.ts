import { writtenAnswers } from '../../check/written-answers.ts';
import './counted.ts';
import { check } from './chat.ts';
import { timed } from './timed.ts';

writtenAnswers(check, [
  'roundsOfTwelveSendersSync',
  'roundsOfTwelveSendersFourWorkersSync',
  'roundsOfTwelveSendersAsync',
  'speedupOfTwelveSenders',
  'requestsPerMessagePolled',
  'requestsPerMessagePushed',
]);

timed();
