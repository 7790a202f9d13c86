/** The machine did not let us see: the check is tried once more, then its points stay undecided. */
export class Inconclusive extends Error {
  override name = 'Inconclusive';

  constructor(message: string) {
    super(`undecided: ${message}`);
  }
}

/** The evidence contradicts the expectation: the message says `expected ..., got ...` in one line. */
export class CheckFailure extends Error {
  override name = 'CheckFailure';
  /** True when the check's hint would name a cause that this failure does not show. */
  readonly hintless: boolean;
  /** What the program printed last, where that tells more. */
  readonly logLines?: readonly string[];

  constructor(message: string, options: { hintless?: boolean; logLines?: readonly string[] } = {}) {
    super(message);
    this.hintless = options.hintless ?? false;
    if (options.logLines !== undefined) this.logLines = options.logLines;
  }
}

/** The messages of errors that say that the machine did not let us see, and of no others. */
export const undecidedMessage = /^undecided: /;
