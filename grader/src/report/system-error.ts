// Codes of Node (https://nodejs.org/api/errors.html#common-system-errors) and of undici
// (https://undici.nodejs.org/#/docs/api/Errors).
const closedEarly = 'the server closed the connection before it had answered';
const noAnswer = 'the server did not answer in time';
const noConnection = 'no connection to the server could be made in time';

const explanations: ReadonlyMap<string, string> = new Map([
  ['ECONNREFUSED', 'nothing listens there, which usually means that the server is not running'],
  ['ECONNRESET', closedEarly],
  ['socket hang up', closedEarly],
  ['UND_ERR_SOCKET', closedEarly],
  ['EPIPE', 'the server closed the connection before it had read the whole request'],
  ['ECONNABORTED', 'the connection was given up before the server had answered'],
  ['ETIMEDOUT', noConnection],
  ['UND_ERR_CONNECT_TIMEOUT', noConnection],
  ['UND_ERR_HEADERS_TIMEOUT', noAnswer],
  ['UND_ERR_BODY_TIMEOUT', 'the server began an answer and did not finish it in time'],
  ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', "the answer's length is not its Content-Length"],
  ['HPE_INVALID_CONSTANT', 'what the server sent is not HTTP'],
  ['EADDRINUSE', 'another process already listens on that port'],
  ['EACCES', 'the system does not allow that: a file or a port is not accessible'],
  ['ENOENT', 'a file or a command does not exist'],
  ['EROFS', 'the file system is read-only'],
  ['ENOSPC', 'the disk is full'],
  ['ENAMETOOLONG', 'the name of a file is too long'],
  ['ENOTFOUND', 'no machine has that name'],
  ['EMFILE', 'the process has too many files or connections open'],
]);

/** What a code of the system or of undici means for a student; undefined for a code that says nothing to them. */
export function explainSystemError(code: string): string | undefined {
  return explanations.get(code);
}

/** The explanation of the first such code that a message names, with the code. */
export function explainMessage(message: string): string | undefined {
  const named = /\b(?:UND_ERR_\w+|HPE_\w+|E[A-Z]{3,}|socket hang up)\b/.exec(message)?.[0];
  if (named === undefined) return undefined;
  const explanation = explainSystemError(named);
  return explanation === undefined ? undefined : `${named}: ${explanation}`;
}
