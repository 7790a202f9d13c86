/** Of what a student's program wrote in one line, no more than this goes into a result, which is written after each check. */
export const longestText = 4000;

/** The start of a text that is too long for a result. */
export function shortened(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}
