import { expect } from 'vitest';
import type { Visitor } from './chat-visitor.ts';

/** Texts that a page must show as they are. */
export const attacks = [
  '<img src=x onerror="globalThis.hacked = 1">',
  '<script>globalThis.hacked = 1</script>',
  'javascript:globalThis.hacked=1',
  '</p></li></ol><svg onload="globalThis.hacked = 1"><b>bold</b> &lt;i&gt;',
];

/** Nothing of a text became markup, and nothing ran. */
export async function expectHarmless({ page, faults }: Visitor): Promise<void> {
  expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false);
  const foreign = '#chat :is(img, svg, script, iframe, a, b, i, [onerror], [onload])';
  expect(await page.locator(foreign).count()).toBe(0);
  expect(faults).toEqual([]);
}
