import type { RegimeName } from './regimes.ts';
import { subjectsOf, type Subject } from './subject.ts';
import { stressed, type Stressed } from './stressed.ts';

/** A subject, and what of its exercise is stressed. */
export interface Work {
  readonly subject: Subject;
  readonly stressed: Stressed;
}

/** Which subjects are graded. */
export interface Choice {
  /** Only the few of `--short`. */
  readonly short: boolean;
  /** Only those with this text in their name. */
  readonly text: string;
  /** Only those of this exercise; of all when it is left out. */
  readonly exercise?: string;
}

/** The work under each regime; what has to be made for it is written into a folder. */
export async function allWorks({ short, text, exercise }: Choice, folder: string) {
  const all: Work[] = [];
  const missing: string[] = [];
  for (const one of stressed) {
    if (exercise !== undefined && one.exercise !== exercise) continue;
    const found = await subjectsOf(one, folder);
    missing.push(...found.missing);
    all.push(...found.subjects.map((subject) => ({ subject, stressed: one })));
  }
  const chosen = all.filter(({ subject }) => subject.name.includes(text));
  const under = (regime: RegimeName) => (short ? shortened(chosen, regime) : chosen);
  return { missing, under };
}

function shortened(works: readonly Work[], regime: RegimeName): readonly Work[] {
  return works.flatMap(({ subject, stressed: one }) =>
    one.short.subjects[regime]?.includes(subject.name) === true
      ? { subject: { ...subject, part: one.short.part }, stressed: one }
      : [],
  );
}
