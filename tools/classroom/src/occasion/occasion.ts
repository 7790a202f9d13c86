/** What the place that a grading runs in knows of the submission. */
export interface Occasion {
  /** Who submitted, as `course.json` names him. */
  readonly login?: string;
  /** When it was submitted, in ISO 8601. */
  readonly submittedAt?: string;
  /** The exercises to grade, such as `01-blog`; all when it is left out. */
  readonly exercises?: readonly string[];
}

/** The variables that a grading was started with. */
export type Environment = Readonly<Record<string, string | undefined>>;
