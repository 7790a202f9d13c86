import { describe, expect, test } from 'vitest';
import { canOpenChat, timeout, useBrowser } from './browser.ts';
import { startChat } from './chat-server.ts';
import { inside, soon } from './chat-visitor.ts';

describe.skipIf(!canOpenChat)('the chat page reconnects', { timeout }, () => {
  const { newRoom, enter } = useBrowser();

  describe.each(['async', 'sync'] as const)('with the %s half', (half) => {
    test('comes back when the server does, and has missed nothing', async () => {
      await using fragile = await startChat(half);
      const room = newRoom();
      const [ada, bob] = [await enter(fragile, room, 'ada'), await enter(fragile, room, 'bob')];
      await ada.say('one');
      await bob.expectTexts('one');

      await fragile.kill();
      await ada.expectSeen(ada.notice, 'Connection lost, trying again …');
      await bob.expectSeen(bob.notice, 'Connection lost, trying again …');
      await ada.text.fill('kept');
      await ada.text.press('Enter');
      await ada.expectSeen(ada.page.getByRole('alert'), 'There is no connection now');
      await fragile.start();
      expect(await fragile.post(room, 'eve', 'two')).toBe(201);

      for (const visitor of [ada, bob]) {
        await visitor.expectTexts('one', 'two');
        await soon(() => visitor.notice.textContent()).toBe('');
      }
      await ada.page.getByRole('button', { name: 'Send', exact: true }).click();
      for (const visitor of [ada, bob]) await visitor.expectTexts('one', 'two', 'kept');
      await ada.page.reload();
      await ada.expectTexts('one', 'two', 'kept');
      expect(ada.faults).toEqual([]);
    });

    test('says which messages have no answer, and sends them again only when told to', async () => {
      await using fragile = await startChat(half);
      const room = newRoom();
      const ada = await enter(fragile, room, 'ada');
      fragile.moderation.close();
      await ada.say('perhaps');
      await soon(() => fragile.moderation.inFlight).toBe(1);

      await fragile.kill();
      await ada.expectSeen(ada.outbox, 'it may have been said, or not');
      fragile.moderation.open();
      await fragile.start();
      await inside(ada);
      await ada.expectSeen(ada.log, 'Connected again.');

      expect(await ada.texts()).toEqual([]);
      expect(await ada.outbox.count()).toBe(1);
      expect(fragile.moderation.calls).toHaveLength(1);
      await ada.page.getByRole('button', { name: 'Send again' }).click();
      await ada.expectTexts('perhaps');
      await soon(() => ada.outbox.count()).toBe(0);
    });
  });

  test('comes back to a server that was told to stop', async () => {
    await using fragile = await startChat('async');
    const ada = await enter(fragile, newRoom(), 'ada');

    await fragile.stop();
    await ada.expectSeen(ada.notice, 'Connection lost (the server stops), trying again …');
    await fragile.start();

    await inside(ada);
    await ada.expectSeen(ada.log, 'Connected again.');
  });

  test('begins anew when the server has another history', async () => {
    await using fragile = await startChat('async');
    const room = newRoom();
    const ada = await enter(fragile, room, 'ada');
    await ada.say('one');
    await ada.expectTexts('one');
    let isLost = true;
    await ada.page.route('**/rooms', (route) =>
      isLost ? route.fulfill({ json: { rooms: [] } }) : route.continue(),
    );

    await fragile.kill();
    await fragile.start();
    await ada.expectSeen(ada.log, 'The server has begun a new history.');
    isLost = false;

    await ada.expectTexts('one');
  });
});
