import type { Verdict } from '../result/model.ts';
import { undecidedMessage } from '../check/errors.ts';

/** An error as Vitest hands it over, with what a check may have put on it. */
export interface CheckError {
  readonly name?: string;
  readonly message: string;
  readonly code?: unknown;
  readonly hintless?: boolean;
  readonly logLines?: readonly string[];
}

/** What an error that ended a check means for its verdict. */
export function verdictOf(error: CheckError | undefined): Verdict {
  if (error === undefined) return 'errored';
  if (undecidedMessage.test(error.message)) return 'inconclusive';
  return isTheStudents(error) ? 'failed' : 'errored';
}

/** True when the evidence contradicts an expectation; anything else is the grader's own fault. */
function isTheStudents(error: CheckError): boolean {
  const names = ['AssertionError', 'CheckFailure', 'StartFailure'];
  return names.includes(error.name ?? '') || isOfTheConnection(error);
}

function isOfTheConnection({ code, message }: CheckError): boolean {
  if (typeof code !== 'string') return false;
  return /^(E[A-Z]+|UND_ERR_\w+|HPE_\w+|ABORTED)$/.test(code) || message === 'socket hang up';
}
