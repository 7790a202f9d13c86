/** The machine did not let us see: the check is tried once more, then its points stay undecided. */
export class Inconclusive extends Error {
  override name = 'Inconclusive';
}

/** The evidence contradicts the expectation: the message says `expected ..., got ...` in one line. */
export class CheckFailure extends Error {
  override name = 'CheckFailure';
}

/** Whether an error of this name says that the machine did not let us see. */
export function isUndecided(name: string | undefined): boolean {
  return name === 'Inconclusive' || name === 'StartUndecided';
}
