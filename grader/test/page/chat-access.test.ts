import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { canOpenChat, timeout, useBrowser } from './browser.ts';
import { startChat, type ChatServer } from './chat-server.ts';
import { inside, soon, type Visitor } from './chat-visitor.ts';

describe.skipIf(!canOpenChat)('everybody can use the chat page', { timeout }, () => {
  const { newRoom, lastRoom, open, enter, closePages } = useBrowser();

  describe.each(['async', 'sync'] as const)('with the %s half', (half) => {
    let chat: ChatServer;
    beforeAll(async () => {
      chat = await startChat(half);
    }, timeout);
    afterAll(() => chat[Symbol.asyncDispose](), timeout);
    afterEach(async () => {
      chat.moderation.open();
      await closePages();
      // A poll of a page that is gone keeps its worker until somebody says something.
      await chat.post(lastRoom(), 'nobody', 'Good night.');
    });

    test('can be used with the keyboard alone', async () => {
      const room = newRoom();
      const ada = await open(chat.url);
      const { keyboard } = ada.page;
      const focused = () => ada.page.locator(':focus').getAttribute('id');

      await soon(focused).toBe('name');
      await keyboard.type('ada');
      await keyboard.press('Tab');
      expect(await focused()).toBe('room');
      await keyboard.press('ControlOrMeta+a');
      await keyboard.type(room);
      await keyboard.press('Enter');
      await inside(ada);
      expect(await focused()).toBe('text');
      await keyboard.type('first line');
      await keyboard.press('Shift+Enter');
      await keyboard.type('second line');
      await keyboard.press('Enter');
      await ada.expectTexts('first line\nsecond line');
      await keyboard.press('Shift+Tab');
      expect(await focused()).toBe('scroll');
      expect(await outlineOf(ada)).not.toBe('none');
      await keyboard.press('Shift+Tab');
      expect(await focused()).toBe('leave');
      await keyboard.press('Enter');

      await soon(focused).toBe('room');
      await ada.page.getByRole('button', { name: `${room} 1 message` }).waitFor();
      expect(await ada.page.getByRole('textbox', { name: 'Your name' }).inputValue()).toBe('ada');
    });

    test('has a live region, a label for each field, and fits a narrow screen', async () => {
      const room = newRoom();
      const ada = await enter(chat, room, 'a'.repeat(64));
      await ada.say('w'.repeat(500));
      await ada.expectTexts('w'.repeat(500));

      await soon(() => ada.log.getAttribute('aria-live')).toBe('polite');
      await ada.page.setViewportSize({ width: 320, height: 600 });
      expect(await overflow(ada)).toBe(0);
      await ada.page.getByRole('button', { name: 'Leave' }).click();
      await ada.page.getByRole('heading', { level: 1, name: 'Come in' }).waitFor();
      expect(await overflow(ada)).toBe(0);
      for (const name of ['Your name', 'Room']) {
        const field = ada.page.getByRole('textbox', { name, exact: true });
        expect(await field.getAttribute('required')).not.toBeNull();
      }
    });

    test('leaves whoever reads further up there, and tells about what is new', async () => {
      const room = newRoom();
      const ada = await enter(chat, room, 'ada');
      for (const n of [1, 2, 3]) await ada.say(`${n}\n`.repeat(40));
      await soon(async () => (await ada.texts()).length).toBe(3);
      const conversation = ada.page.getByRole('region', { name: 'Conversation' });
      const jump = ada.page.getByRole('button', { name: 'New messages' });
      const top = () => conversation.evaluate((element) => element.scrollTop);
      await soon(top).toBeGreaterThan(0);

      await conversation.focus();
      await ada.page.keyboard.press('Home');
      await soon(top).toBe(0);
      await chat.post(room, 'bob', 'the last word');

      await jump.waitFor();
      expect(await top()).toBe(0);
      await jump.click();
      await soon(top).toBeGreaterThan(0);
      await jump.waitFor({ state: 'hidden' });
    });

    test('sends no message that is too long for the server', async () => {
      const ada = await enter(chat, newRoom(), 'ada');

      for (const words of ['a'.repeat(16_001), '\u0001'.repeat(16_000)]) {
        await ada.say(words);
        await ada.expectSeen(ada.page.getByRole('alert'), 'at most 16000 characters');
      }
      await ada.say('😀'.repeat(16_000));

      await ada.expectTexts('😀'.repeat(16_000));
      expect(await ada.outbox.count()).toBe(0);
    });

    test('refuses names that cannot be, before it asks the server', async () => {
      const room = newRoom();
      const ada = await open(`${chat.url}/#room=${room}&name=Ada%20L`);

      await ada.expectSeen(ada.page.getByRole('alert'), 'This cannot be');
      await ada.page.getByRole('button', { name: 'Enter' }).click();
      expect(await ada.page.locator('#name:invalid').count()).toBe(1);
      await ada.page.getByLabel('Your name').fill('Ada');
      await ada.page.getByRole('button', { name: 'Enter' }).click();

      await inside(ada);
      expect(new URL(ada.page.url()).searchParams.get('room')).toBe(room);
    });
  });
});

const outlineOf = ({ page }: Visitor) =>
  page.locator(':focus').evaluate((element) => getComputedStyle(element).outlineStyle);

/** How far the page is wider than its window. */
const overflow = ({ page }: Visitor) =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
