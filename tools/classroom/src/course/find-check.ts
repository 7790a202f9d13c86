import type { DeclaredCheck } from '@overlap/grader/engine/list-checks.ts';

/** What a course needs to know of a check. */
export type Known = Pick<DeclaredCheck, 'part' | 'title' | 'tier' | 'points' | 'visibility'>;

/** What `course.json` calls a check: `async: fifty readers are served at once`. */
export function nameOf({ part, title }: Pick<Known, 'part' | 'title'>): string {
  return `${part}: ${title}`;
}

/** A name, and by how many letters another differs from it. */
export interface Nearest {
  readonly name: string;
  readonly distance: number;
}

/** The name that differs least. */
export function nearestOf(name: string, names: readonly string[]): Nearest | undefined {
  return names
    .map((one) => ({ name: one, distance: editDistance(name.toLowerCase(), one.toLowerCase()) }))
    .toSorted((a, b) => a.distance - b.distance)[0];
}

/** How many letters must be added, left out or replaced to make one text of the other (Levenshtein). */
export function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [index, letter] of Array.from(from).entries()) {
    const next = [index + 1];
    for (const [at, other] of Array.from(to).entries()) {
      const replaced = (row[at] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
