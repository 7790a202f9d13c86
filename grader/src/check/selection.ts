import type { CheckDefinition, Grading } from './definition.ts';

/** Whether the command line asks for a check. */
export function isSelected(
  title: string,
  { tier, measuresOnly }: CheckDefinition,
  select: Grading['select'],
): boolean {
  if (select.titles !== undefined) return select.titles.includes(title);
  if (measuresOnly === true) return select.title === undefined && select.tier === undefined;
  if (select.title !== undefined) return title.toLowerCase().includes(select.title.toLowerCase());
  if (select.tier === 'core') return tier === 'core' || tier === 'prerequisite';
  if (select.tier !== undefined) return tier === select.tier;
  if (select.tiers !== undefined) return tier === 'prerequisite' || select.tiers.includes(tier);
  return tier !== 'bonus' || select.bonus;
}
