import { chromium, type Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { hasSolutions } from '../../src/kit/solutions.ts';
import type { ChatServer } from './chat-server.ts';
import { inside, visit, type Visitor } from './chat-visitor.ts';
import { chromiumPath } from './chromium.ts';

export const timeout = 120_000;

/** The page is looked at in a browser, where there is one, and served by the solution. */
export const canOpenChat = chromiumPath !== undefined && hasSolutions();

/** Starts a browser for the tests of a group; each test begins without a page. */
export function useBrowser() {
  const rooms: string[] = [];
  let browser: Browser | undefined;
  const open = (address: string): Promise<Visitor> => visit(browser!, address);
  const closePages = async () => {
    await Promise.all(browser?.contexts().map((context) => context.close()) ?? []);
  };
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath! });
  }, timeout);
  afterAll(() => browser?.close());
  afterEach(closePages);

  return {
    newRoom: () => `room-${rooms.push(`room-${rooms.length + 1}`)}`,
    lastRoom: () => rooms.at(-1)!,
    open,
    /** Somebody who has come into a room. */
    async enter(chat: ChatServer, room: string, name: string): Promise<Visitor> {
      const visitor = await open(`${chat.url}/?room=${room}&name=${name}`);
      await inside(visitor);
      return visitor;
    },
    closePages,
  };
}
