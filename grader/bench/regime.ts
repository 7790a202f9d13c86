/** What a grading has around it while a regime lasts; disposing it ends the regime. */
export interface Surroundings extends AsyncDisposable {
  /** The command that runs a program under this regime. */
  command(words: readonly string[]): readonly string[];
  /** Does to a running grader's programs what the regime does to them. */
  accompany(grader: number, seed: number): AsyncDisposable;
}

/** What a machine can do to a grading. */
export interface Regime {
  readonly name: string;
  /** As the table says it. */
  readonly title: string;
  /** At most so many gradings run at the same time; each of them counts. */
  readonly sideBySide: number;
  /** Throws `RegimeLeftOut` where the machine does not let it happen. */
  begin(): Promise<Surroundings>;
}

/** A regime that this machine does not allow; the message says why. */
export class RegimeLeftOut extends Error {
  override name = 'RegimeLeftOut';
}
