import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { canOpenChat, timeout, useBrowser } from './browser.ts';
import { draftIn } from '../../src/exercises/03-chat/moderation-service.ts';
import { replacements, startChat, type ChatServer } from './chat-server.ts';
import { inside, soon } from './chat-visitor.ts';
import { attacks, expectHarmless } from './hostile.ts';

const transports = { async: 'WebSocket', sync: 'long polling' } as const;

describe.skipIf(!canOpenChat)('the chat page', { timeout }, () => {
  const { newRoom, lastRoom, enter, closePages } = useBrowser();

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

    test('shows what one says to the other, once, and how they are connected', async () => {
      const room = newRoom();
      const ada = await enter(chat, room, 'ada');
      const bob = await enter(chat, room, 'bob');

      await ada.say('Good morning, Bob.');
      await bob.expectTexts('Good morning, Bob.');
      await bob.say('Good morning,\nAda.');

      for (const visitor of [ada, bob]) {
        await visitor.expectTexts('Good morning, Bob.', 'Good morning,\nAda.');
        await soon(() => visitor.outbox.count()).toBe(0);
        const connection = visitor.page.getByRole('status', { name: 'Connection' });
        expect(await connection.textContent()).toBe(transports[half]);
        expect(visitor.faults).toEqual([]);
      }
      expect(await ada.page.title()).toBe(`#${room}, chat`);
    });

    test('says that a message is being moderated while it is, and keeps their order', async () => {
      const room = newRoom();
      const ada = await enter(chat, room, 'ada');
      chat.moderation.close((call) => draftIn(call)?.room === room);

      await ada.say('one');
      await ada.say('two');

      await soon(() => ada.outbox.filter({ hasText: 'being moderated' }).count()).toBe(2);
      await soon(() => chat.moderation.inFlight).toBe(half === 'async' ? 2 : 1);
      expect(await ada.texts()).toEqual([]);
      chat.moderation.release((call) => draftIn(call)?.text === 'two');
      chat.moderation.open();
      await ada.expectTexts('one', 'two');
      await soon(() => ada.outbox.count()).toBe(0);
    });

    test('says why a message was refused, and gives it back to be changed', async () => {
      const ada = await enter(chat, newRoom(), 'ada');

      await ada.say('a forbidden word');
      await ada.expectSeen(ada.outbox, 'Not said: the message was refused');
      await ada.say('a good word');
      await ada.expectTexts('a good word');
      await ada.page.getByRole('button', { name: 'Edit' }).click();

      await soon(() => ada.outbox.count()).toBe(0);
      expect(await ada.text.inputValue()).toBe('a forbidden word');
      await ada.say('a forbidden word');
      await ada.page.getByRole('button', { name: 'Dismiss' }).click();
      await soon(() => ada.outbox.count()).toBe(0);
      expect(await ada.texts()).toEqual(['a good word']);
    });

    test('shows what was said before, also after it was loaded again', async () => {
      const room = newRoom();
      await chat.post(room, 'bob', 'before');
      const ada = await enter(chat, room, 'ada');
      await ada.expectTexts('before');
      await ada.say('after');
      await ada.expectTexts('before', 'after');

      await ada.page.reload();
      await inside(ada);

      await ada.expectTexts('before', 'after');
      await ada.say('and on');
      await ada.expectTexts('before', 'after', 'and on');
      expect(await ada.log.locator('.own .text').allTextContents()).toEqual(['after', 'and on']);
    });

    test('shows hostile names and texts as text', async () => {
      const room = newRoom();
      const ada = await enter(chat, room, 'ada');
      const bob = await enter(chat, room, 'bob');
      for (const attack of attacks) replacements.set(`moderated ${attack}`, attack);

      for (const attack of attacks) await ada.say(attack);
      await bob.expectTexts(...attacks);
      for (const attack of attacks) await chat.post(room, 'eve', `moderated ${attack}`);

      for (const visitor of [ada, bob]) {
        await visitor.expectTexts(...attacks, ...attacks);
        await expectHarmless(visitor);
      }
      await ada.say('forbidden <img src=x onerror="globalThis.hacked = 1">');
      await ada.expectSeen(ada.outbox, 'forbidden <img src=x');
      await expectHarmless(ada);
      await ada.page.reload();
      await inside(ada);
      await ada.expectTexts(...attacks, ...attacks);
      await expectHarmless(ada);
    });
  });

  test('says that nobody knows who is here when it polls', async () => {
    await using chat = await startChat('sync');
    const ada = await enter(chat, newRoom(), 'ada');

    await ada.expectSeen(ada.page.getByRole('complementary'), 'does not know who is here');
    expect(await ada.members.count()).toBe(0);
  });
});
