import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { solutionsFolder } from '../../src/kit/solutions.ts';
import { needSolutions } from '../need-solutions.ts';
import { startCommand, stillThere, type RunningCommand } from './running-command.ts';

beforeEach(needSolutions);

const timeout = 120_000;
const post = { title: 'Hello', body: 'My first post.', authorId: 'ada' };
const commands: RunningCommand[] = [];

afterEach(async () => {
  for (const command of commands.splice(0)) await command[Symbol.asyncDispose]();
});

function start(options: object): RunningCommand {
  const command = startCommand('serve', {
    delay: 20,
    hold: false,
    submission: solutionsFolder,
    ...options,
  });
  commands.push(command);
  return command;
}

async function ready(command: RunningCommand): Promise<string> {
  const [, url = ''] = await command.see(/(?:blog|tasks|chat) +(http:\/\/\S+)/);
  await command.see(/Ctrl-C stops both/);
  return url;
}

describe('serve', { timeout }, () => {
  test('holds calls until Enter, and leaves nothing running', async () => {
    const command = start({ half: 'async', hold: true });
    const url = await ready(command);
    await fetch(`${url}/posts`, { method: 'POST', body: JSON.stringify(post) });
    const pages = [1, 2].map(() => fetch(`${url}/posts/hello`));

    await command.see(/in flight +6/);
    const programs = command.programs();
    command.type('\n');
    await command.see(/round 1: 6 calls released/);
    expect((await Promise.all(pages)).map(({ status }) => status)).toEqual([200, 200]);
    command.type('\n');
    await command.see(/no call waits/);

    command.stop();
    expect(await command.end()).toBe(0);
    expect(command.output()).toContain('The server has stopped.');
    expect(programs.length).toBeGreaterThanOrEqual(2);
    expect(stillThere(programs)).toEqual([]);
  });

  test('stops while a call is held', async () => {
    const command = start({ half: 'async', hold: true });
    const url = await ready(command);
    await fetch(`${url}/posts`, { method: 'POST', body: JSON.stringify(post) });
    const page = fetch(`${url}/posts/hello`);
    await command.see(/in flight +3/);

    command.stop();

    expect((await page).status).toBe(200);
    expect(await command.end()).toBe(0);
  });

  test('answers calls after the delay, one at a time for one worker', async () => {
    const command = start({ half: 'sync' });
    const url = await ready(command);
    await fetch(`${url}/posts`, { method: 'POST', body: JSON.stringify(post) });

    const pages = await Promise.all([1, 2].map(() => fetch(`${url}/posts/hello`)));

    expect(pages.map(({ status }) => status)).toEqual([200, 200]);
    expect(command.output().match(/in flight +1/g)).toHaveLength(6);
    expect(command.output()).not.toMatch(/in flight +2/);
    command.stop();
    expect(await command.end()).toBe(0);
  });

  test('says which calls the server gave up', async () => {
    const command = start({ half: 'async', hold: true });
    const url = await ready(command);
    await fetch(`${url}/posts`, { method: 'POST', body: JSON.stringify(post) });
    const reader = new AbortController();
    const page = fetch(`${url}/posts/hello`, { signal: reader.signal }).catch(() => 'hung up');
    await command.see(/in flight +3/);

    reader.abort();

    await command.see(/GET \/authors\/ada: the server gave this call up after \d+ ms/);
    expect(await page).toBe('hung up');
    command.stop();
    expect(await command.end()).toBe(0);
  });

  test('ends with code 1 when the server ends by itself', async () => {
    const command = start({ half: 'async' });
    await ready(command);
    const server = command.programs().find(({ pid }) => isServer(pid));

    process.kill(server?.pid ?? 0, 'SIGKILL');

    expect(await command.end()).toBe(1);
    expect(command.output()).toContain('The async server ended by itself, by SIGKILL.');
  });

  test('names the routes that are still a TODO', async () => {
    const command = start({ half: 'async', submission: undefined });
    await ready(command);

    expect(command.output()).toMatch(
      /Not written yet, so these answer 501:\n {2}GET \/posts\/:slug\n/,
    );
    command.stop();
    expect(await command.end()).toBe(0);
  });
});

describe('serve tasks', { timeout }, () => {
  test('holds mails until Enter while every client has a 202, and leaves nothing running', async () => {
    const command = start({ exercise: 'tasks', half: 'async', hold: true });
    const url = await ready(command);

    const answers = await Promise.all([1, 2, 3, 4, 5].map((n) => askForMail(url, `reader-${n}`)));

    expect(answers).toEqual([202, 202, 202, 202, 202]);
    await command.see(/in flight +4/);
    const programs = command.programs();
    command.type('\n');
    await command.see(/round 1: 4 mails released/);
    await command.see(/(mail to reader-\d@example\.org +accepted after \d+ ms[^]*){4}/);
    await command.see(/accepted[^]* in flight +1/);
    command.type('\n');
    await command.see(/round 2: 1 mail released/);
    command.stop();
    expect(await command.end()).toBe(0);
    expect(command.output()).not.toMatch(/in flight +5/);
    expect(command.output()).toContain('The server has stopped.');
    expect(stillThere(programs)).toEqual([]);
  });

  test('says which mails were accepted and which refused, one at a time for one worker', async () => {
    const command = start({ exercise: 'tasks', half: 'sync' });
    const url = await ready(command);

    const answers = await Promise.all(
      ['ada', 'busy', 'nobody'].map((name) => askForMail(url, name)),
    );

    expect(answers).toEqual([201, 502, 502]);
    await command.see(/mail to ada@example\.org +accepted after \d+ ms/);
    await command.see(/mail to busy@example\.org +refused with 451 after \d+ ms/);
    await command.see(/mail to nobody@example\.org +refused with 550 after \d+ ms/);
    expect(command.output()).not.toMatch(/in flight +2/);
    command.stop();
    expect(await command.end()).toBe(0);
  });

  test('names the routes that are still a TODO, and has done nothing by that', async () => {
    const command = start({ exercise: 'tasks', half: 'async', submission: undefined });
    const url = await ready(command);

    expect(command.output()).toMatch(
      /Not written yet, so these answer 501:\n {2}POST \/emails\n {2}POST \/files\n/,
    );
    expect(await (await fetch(`${url}/tasks`)).json()).toEqual({ tasks: [], total: 0 });
    command.stop();
    expect(await command.end()).toBe(0);
  });
});

describe('serve chat', { timeout }, () => {
  test('shows who says what, and what the moderation makes of it', async () => {
    const command = start({ exercise: 'chat', half: 'async' });
    const url = await ready(command);

    const next = fetch(`${url}/rooms/lobby/messages?after=1&wait=30000`);
    const answers = [await say(url, 'Hello!'), await say(url, 'Damn!'), await say(url, 'Spam!')];

    expect(answers).toEqual([201, 201, 422]);
    expect(await (await next).json()).toMatchObject({ messages: [{ id: 2, text: 'D***!' }] });
    await command.see(/lobby, Ada: Hello! +in flight +1/);
    await command.see(/lobby, Ada: Hello! +allowed after \d+ ms/);
    await command.see(/lobby, Ada: Damn! +changed after \d+ ms/);
    await command.see(/lobby, Ada: Spam! +refused after \d+ ms/);
    const programs = command.programs();
    command.stop();
    expect(await command.end()).toBe(0);
    expect(stillThere(programs)).toEqual([]);
  });

  test('shows the page to two windows that wait, and still takes what they say', async () => {
    const command = start({ exercise: 'chat', half: 'sync', hold: true });
    const url = await ready(command);
    expect(command.output()).toContain(`Open ${url} in two browser windows`);
    expect((await fetch(url)).headers.get('content-type')).toContain('text/html');

    const windows = [1, 2].map(() => fetch(`${url}/rooms/lobby/messages?wait=30000`));
    const answer = say(url, 'Hello!');
    await command.see(/in flight +1/);
    command.type('\n');

    expect(await answer).toBe(201);
    expect((await Promise.all(windows)).map(({ status }) => status)).toEqual([200, 200]);
    command.stop();
    expect(await command.end()).toBe(0);
    expect(command.output()).toContain('The server has stopped.');
  });

  test('names the routes that are still a TODO', async () => {
    const command = start({ exercise: 'chat', half: 'sync', submission: undefined });
    await ready(command);

    expect(command.output()).toMatch(/answer 501:\n {2}POST \/rooms\/:room\/messages\n/);
    command.stop();
    expect(await command.end()).toBe(0);
  });
});

async function say(url: string, text: string): Promise<number> {
  const body = JSON.stringify({ from: 'Ada', text });
  return (await fetch(`${url}/rooms/lobby/messages`, { method: 'POST', body })).status;
}

async function askForMail(url: string, name: string): Promise<number> {
  const mail = { to: `${name}@example.org`, subject: 'Hello', text: 'All is well.' };
  const { status } = await fetch(`${url}/emails`, { method: 'POST', body: JSON.stringify(mail) });
  return status;
}

function isServer(pid: number): boolean {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('async/app.ts');
}
