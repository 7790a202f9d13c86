import { chromium, type Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { draftOf, replacements, startChat, type ChatServer, type Half } from './chat-server.ts';
import { soon, visit, type Visitor } from './chat-visitor.ts';
import { chromiumPath } from './chromium.ts';

const timeout = 120_000;
const transports = { async: 'WebSocket', sync: 'long polling' } as const;
const attacks = [
  '<img src=x onerror="globalThis.hacked = 1">',
  '<script>globalThis.hacked = 1</script>',
  'javascript:globalThis.hacked=1',
  '</p></li></ol><svg onload="globalThis.hacked = 1"><b>bold</b> &lt;i&gt;',
];

describe.skipIf(chromiumPath === undefined)('the chat page', { timeout }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath! });
  }, timeout);
  afterAll(() => browser.close());
  const closePages = () => Promise.all(browser.contexts().map((context) => context.close()));
  afterEach(() => closePages());

  const rooms: string[] = [];
  const newRoom = () => `room-${rooms.push(`room-${rooms.length + 1}`)}`;
  /** Somebody who has come into a room. */
  async function enter(chat: ChatServer, room: string, name: string): Promise<Visitor> {
    const visitor = await visit(browser, `${chat.url}/?room=${room}&name=${name}`);
    await inside(visitor);
    return visitor;
  }

  describe.each(['async', 'sync'] as const)('with the %s half', (half: Half) => {
    let chat: ChatServer;
    beforeAll(async () => {
      chat = await startChat(half);
    }, timeout);
    afterAll(() => chat[Symbol.asyncDispose](), timeout);
    afterEach(async () => {
      chat.moderation.open();
      await closePages();
      // A poll of a page that is gone keeps its worker until somebody says something.
      await chat.post(rooms.at(-1)!, 'nobody', 'Good night.');
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
      chat.moderation.close((call) => draftOf(call).room === room);

      await ada.say('one');
      await ada.say('two');

      await soon(() => ada.outbox.filter({ hasText: 'being moderated' }).count()).toBe(2);
      expect(await ada.texts()).toEqual([]);
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

    test('can be used with the keyboard alone', async () => {
      const room = newRoom();
      const ada = await visit(browser, chat.url);
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
      const ada = await visit(browser, `${chat.url}/#room=${room}&name=Ada%20L`);

      await ada.expectSeen(ada.page.getByRole('alert'), 'This cannot be');
      await ada.page.getByRole('button', { name: 'Enter' }).click();
      expect(await ada.page.locator('#name:invalid').count()).toBe(1);
      await ada.page.getByLabel('Your name').fill('Ada');
      await ada.page.getByRole('button', { name: 'Enter' }).click();

      await inside(ada);
      expect(new URL(ada.page.url()).searchParams.get('room')).toBe(room);
    });

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
      await ada.expectSeen(ada.outbox, 'it may have been said or not');
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

  describe('over a WebSocket', () => {
    let chat: ChatServer;
    beforeAll(async () => {
      chat = await startChat('async');
    }, timeout);
    afterAll(() => chat[Symbol.asyncDispose](), timeout);

    test('shows who is here, comes in and leaves', async () => {
      const room = newRoom();
      const ada = await enter(chat, room, 'ada');
      await soon(() => ada.members.count()).toBe(1);
      const bob = await enter(chat, room, 'bob');
      await soon(() => bob.members.count()).toBe(2);

      await ada.expectSeen(ada.log, 'bob came in');
      await ada.expectSeen(ada.members, 'bob');
      await bob.page.getByRole('button', { name: 'Leave' }).click();
      await ada.expectSeen(ada.log, 'bob left');
      await soon(() => ada.members.allTextContents()).toEqual(['Aada (you)']);
    });

    test('sends somebody back whose name is taken, who may choose another', async () => {
      const room = newRoom();
      await enter(chat, room, 'ada');
      const other = await visit(browser, `${chat.url}/?room=${room}&name=ada`);

      await other.expectSeen(other.page.getByRole('alert'), 'has this name already');
      await other.page.getByLabel('Your name').fill('grace');
      await other.page.getByRole('button', { name: 'Enter' }).click();
      await inside(other);
      await soon(() => other.members.count()).toBe(2);
    });

    test('hears hostile members', async () => {
      const room = newRoom();
      const ada = await enter(chat, room, 'ada');
      const eve = await chat.join(room, 'eve');
      for (const text of attacks) eve.send(JSON.stringify({ type: 'say', ref: text, text }));

      await ada.expectTexts(...attacks);
      await expectHarmless(ada);
      eve.terminate();
      await ada.expectSeen(ada.log, 'eve left');
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

    test.each([
      [4400, 'The server does not take this name or room'],
      [4409, 'Somebody in this room has this name already'],
    ])('tells about close code %i and does not try again', async (code, words) => {
      const ada = await visit(browser, chat.url);
      let sockets = 0;
      await ada.page.routeWebSocket(/\/ws\?/, (socket) => {
        sockets += 1;
        socket.send(sockets === 1 ? welcome([]) : '{}');
        void socket.close({ code: sockets === 1 ? 1011 : code });
      });
      await ada.page.getByLabel('Your name').fill('ada');
      await ada.page.getByRole('button', { name: 'Enter' }).click();

      await ada.expectSeen(ada.notice, words);
      expect(await ada.page.getByText('trying again').count()).toBe(0);
      expect(sockets).toBe(2);
      await ada.page.getByRole('button', { name: 'Try now' }).click();
      await soon(() => sockets).toBe(3);
    });

    test('asks for what came after the last message, and shows nothing twice', async () => {
      const asked: (string | null)[] = [];
      const ada = await visit(browser, chat.url);
      const room = newRoom();
      for (const text of ['one', 'two', 'three']) await chat.post(room, 'bob', text);
      await ada.page.routeWebSocket(/\/ws\?/, (socket) => {
        asked.push(new URL(socket.url()).searchParams.get('after'));
        if (asked.length === 1) {
          socket.send(welcome([1, 2]));
          socket.send(JSON.stringify({ type: 'message', ...message(2) }));
          socket.send('no JSON');
          socket.send(JSON.stringify({ type: 'closed', of: 'no such type' }));
          void socket.close({ code: 1011 });
        } else {
          socket.send(welcome([1, 2, 3]));
          socket.send(JSON.stringify({ type: 'message', ...message(3) }));
          socket.send(JSON.stringify({ type: 'error', reason: '<b>what?</b>' }));
        }
      });
      await ada.page.getByLabel('Your name').fill('ada');
      await ada.page.getByLabel('Room').fill(room);
      await ada.page.getByRole('button', { name: 'Enter' }).click();

      await ada.expectSeen(ada.log, 'The server did not understand: <b>what?</b>');
      expect(await ada.texts()).toEqual(['text 1', 'text 2', 'text 3']);
      expect(asked).toEqual(['0', '2']);
      await expectHarmless(ada);
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

  test('says that nobody knows who is here when it polls', async () => {
    await using chat = await startChat('sync');
    const ada = await enter(chat, newRoom(), 'ada');

    await ada.expectSeen(ada.page.getByRole('complementary'), 'does not know who is here');
    expect(await ada.members.count()).toBe(0);
  });
});

/** Waits until a page says how it is connected. */
async function inside({ page }: Visitor): Promise<void> {
  const connection = page.getByRole('status', { name: 'Connection' });
  await soon(() => connection.textContent()).toMatch(/WebSocket|long polling/);
}

async function expectHarmless({ page, faults }: Visitor): Promise<void> {
  expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false);
  const foreign = '#chat :is(img, svg, script, iframe, a, b, i, [onerror], [onload])';
  expect(await page.locator(foreign).count()).toBe(0);
  expect(faults).toEqual([]);
}

const outlineOf = ({ page }: Visitor) =>
  page.locator(':focus').evaluate((element) => getComputedStyle(element).outlineStyle);

/** How far the page is wider than its window. */
const overflow = ({ page }: Visitor) =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

const message = (id: number) => ({
  id,
  room: 'lobby',
  from: 'bob',
  text: `text ${id}`,
  at: new Date(id).toISOString(),
});

const welcome = (ids: readonly number[]) =>
  JSON.stringify({
    type: 'welcome',
    room: 'lobby',
    members: ['ada', 'bob'],
    messages: ids.map(message),
  });
