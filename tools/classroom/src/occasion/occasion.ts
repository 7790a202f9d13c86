/** Places that tell of a submission in a way of their own. */
export const placesToGrade = ['classroom50', 'github', 'gradescope'] as const;

export type PlaceToGrade = (typeof placesToGrade)[number];

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
