import { InvalidArgumentError } from '@commander-js/extra-typings';

/** Reads the number of an option, from 0; commander says what is wrong with any other text. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError('Expected a whole number.');
}
