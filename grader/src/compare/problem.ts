/** The comparison cannot be made as the submission stands: each line says what to do. */
export class CompareProblem extends Error {
  override name = 'CompareProblem';
  readonly lines: readonly string[];

  constructor(...lines: readonly string[]) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}
