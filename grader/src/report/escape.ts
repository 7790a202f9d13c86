import { stripVTControlCharacters } from 'node:util';

/** A string longer than this is cut before it is shown: a message may quote a whole page. */
export const shownLimit = 2000;

// Everything without a glyph of its own: control and format characters (ANSI, CR, BEL, bidi
// overrides, zero-width), lone surrogates, private use, line separators. The variation selector
// of emoji stays: it is in many honest log lines and can only change a glyph.
const unsafe = /[\p{C}\p{Zl}\p{Zp}]|(?!\uFE0F)\p{Default_Ignorable_Code_Point}/gu;
const unsafeOrNotAscii = /[^\x20-\x7E]/gu;

const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '    ' };
const spelled: Readonly<Record<string, string>> = {
  '…': '...',
  '×': 'x',
  '÷': '/',
  '–': '-',
  '—': '-',
  '·': '-',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '→': '->',
  '≤': '<=',
  '≥': '>=',
};

/** Makes visible what a student's program could use to recolour or rewrite a terminal; a tab becomes four spaces. */
export function escape(text: string, { ascii = false } = {}): string {
  const names = ascii ? { ...named, ...spelled } : named;
  return text.replace(ascii ? unsafeOrNotAscii : unsafe, (found) => names[found] ?? codeOf(found));
}

/** A copy of plain data in which every string is escaped and at most `shownLimit` long. */
export function escapeAll<T>(data: T, options?: { ascii?: boolean }): T {
  return map(data, (text) => escape(shorten(text), options)) as T;
}

/** The same for files: what only colours a terminal says nothing there, and is left out. */
export function plainAll<T>(data: T): T {
  return map(data, (text) => escape(stripVTControlCharacters(shorten(text)))) as T;
}

function map(data: unknown, change: (text: string) => string): unknown {
  if (typeof data === 'string') return change(data);
  if (Array.isArray(data)) return data.map((item) => map(item, change));
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, map(value, change)]));
}

function shorten(text: string): string {
  return text.length > shownLimit ? `${text.slice(0, shownLimit)}…` : text;
}

function codeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  return code < 0x100 ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex}}`;
}
