import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canOpenChat, timeout, useBrowser } from './browser.ts';
import { startChat, type ChatServer } from './chat-server.ts';
import { inside, soon } from './chat-visitor.ts';
import { attacks, expectHarmless } from './hostile.ts';

describe.skipIf(!canOpenChat)('the chat page over a WebSocket', { timeout }, () => {
  const { newRoom, open, enter } = useBrowser();
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
    const other = await open(`${chat.url}/?room=${room}&name=ada`);

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

  test.each([
    [4400, 'The server does not take this name or room'],
    [4409, 'Somebody in this room has this name already'],
  ])('tells about close code %i and does not try again', async (code, words) => {
    const ada = await open(chat.url);
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
    const ada = await open(chat.url);
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
});

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
