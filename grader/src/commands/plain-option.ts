import { Option } from '@commander-js/extra-typings';

/** The option of every command that prints. */
export function plainOption() {
  return new Option('--plain', 'ASCII, no colour, no redrawing').default(false);
}
