/** Twelve people who ask at the same moment: a row each in every picture. */
export const people = [
  'Ada',
  'Ben',
  'Cleo',
  'Dan',
  'Eva',
  'Finn',
  'Gro',
  'Hans',
  'Ida',
  'Jon',
  'Kim',
  'Lea',
] as const;
