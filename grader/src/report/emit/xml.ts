// https://www.w3.org/TR/xml/#charsets
const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text of an element or of an attribute; what XML cannot hold in any spelling is left out. */
export function xmlText(text: string): string {
  return text.replace(forbidden, '').replace(/[&<>"']/g, (found) => entities[found] ?? found);
}

/** An element in lines, its content indented; `undefined` attributes are left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  content: readonly string[] = [],
): string[] {
  const facts = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${xmlText(String(value))}"`);
  const tag = `${name}${facts.join('')}`;
  if (content.length === 0) return [`<${tag}/>`];
  return [`<${tag}>`, ...content.map((line) => `  ${line}`), `</${name}>`];
}

/** An element around text, in which spaces count. */
export function textElement(
  name: string,
  attributes: Parameters<typeof element>[1],
  text: string,
): string[] {
  const [empty = ''] = element(name, attributes);
  return [`${empty.slice(0, -2)}>${xmlText(text)}</${name}>`];
}
