import type { Browser, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

const deadlineMs = 30_000;

/** Somebody who looks at the chat page, with a browser profile of his own. */
export interface Visitor {
  readonly page: Page;
  /** What went wrong in the page: uncaught errors and dialogs. */
  readonly faults: string[];
  readonly log: Locator;
  readonly outbox: Locator;
  readonly notice: Locator;
  readonly members: Locator;
  readonly text: Locator;
  /** The texts that are in the log. */
  texts(): Promise<string[]>;
  say(text: string): Promise<void>;
  /** Waits until these and no other texts are in the log. */
  expectTexts(...texts: string[]): Promise<void>;
  /** Waits until something is seen that has this text. */
  expectSeen(where: Locator, text: string | RegExp): Promise<void>;
}

/** Opens a page at this address. */
export async function visit(browser: Browser, address: string): Promise<Visitor> {
  const context = await browser.newContext({ locale: 'en-GB' });
  context.setDefaultTimeout(deadlineMs);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('dialog', (dialog) => {
    faults.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(address);
  const log = page.getByRole('log', { name: 'Messages' });
  const texts = () => log.locator('.message .text').allTextContents();
  const text = page.getByRole('textbox', { name: 'Your message' });
  return {
    page,
    faults,
    log,
    outbox: page.getByRole('list', { name: 'Your messages on their way' }).getByRole('listitem'),
    notice: page.getByRole('status', { name: 'Notice' }),
    members: page.getByRole('complementary', { name: 'Here now' }).getByRole('listitem'),
    text,
    texts,
    async say(words) {
      await text.fill(words);
      await page.getByRole('button', { name: 'Send', exact: true }).click();
    },
    expectTexts: (...expected) => soon(texts).toEqual(expected),
    expectSeen: (where, words) => where.filter({ hasText: words }).waitFor(),
  };
}

/** Asks again and again, with a deadline. */
export const soon = <T>(ask: () => T | Promise<T>) => expect.poll(ask, { timeout: deadlineMs });

/** Waits until a page says how it is connected. */
export async function inside({ page }: Visitor): Promise<void> {
  const connection = page.getByRole('status', { name: 'Connection' });
  await soon(() => connection.textContent()).toMatch(/WebSocket|long polling/);
}
