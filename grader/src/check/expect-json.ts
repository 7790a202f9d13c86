import { CheckFailure } from './errors.ts';

/** Fails with the first place where `actual` lacks what `expected` has; more keys are all right. */
export function expectJson(actual: unknown, expected: unknown, where: string): void {
  const difference = firstDifference(actual, expected, where);
  if (difference !== undefined) throw new CheckFailure(difference);
}

/** Parses what a server sent, or fails. */
export function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = (error as Error).message.split('\n')[0] ?? '';
    throw new CheckFailure(`expected ${where} to be JSON, got ${show(text)}: ${reason}`);
  }
}

function firstDifference(actual: unknown, expected: unknown, where: string): string | undefined {
  if (typeof expected !== 'object' || expected === null) {
    return Object.is(actual, expected) ? undefined : differs(actual, expected, where);
  }
  if (Array.isArray(expected)) return differenceOfLists(actual, expected, where);
  if (typeof actual !== 'object' || actual === null) return differs(actual, expected, where);
  const fields = actual as Readonly<Record<string, unknown>>;
  for (const [key, value] of Object.entries(expected)) {
    const difference = firstDifference(fields[key], value, `${where}.${key}`);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function differenceOfLists(actual: unknown, expected: readonly unknown[], where: string) {
  if (!Array.isArray(actual)) return differs(actual, expected, where);
  if (actual.length !== expected.length) {
    return `expected ${where} to have ${expected.length} items, got ${actual.length}`;
  }
  for (const [index, item] of expected.entries()) {
    const difference = firstDifference(actual[index], item, `${where}[${index}]`);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function differs(actual: unknown, expected: unknown, where: string): string {
  return `expected ${where} to be ${show(expected)}, got ${show(actual)}`;
}

/** A value in at most 60 characters. */
export function show(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
