/** A student's server did not start; the message says why in one line. */
export class StartFailure extends Error {
  override name = 'StartFailure';
  readonly logLines: readonly string[];

  constructor(message: string, logLines: readonly string[]) {
    super(message);
    this.logLines = logLines;
  }
}

/** The machine was too slow to tell whether a server starts. */
export class StartUndecided extends StartFailure {
  override name = 'StartUndecided';

  constructor(message: string, logLines: readonly string[]) {
    super(`undecided: ${message}`, logLines);
  }
}
