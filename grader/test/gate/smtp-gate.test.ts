import { once } from 'node:events';
import { createTransport } from 'nodemailer';
import { describe, expect, test, vi } from 'vitest';
import type { Answer } from '../../src/gate/gate.ts';
import { eventually } from '../fixtures/bench.ts';
import {
  closedGate,
  closing,
  dial,
  hello,
  letter,
  sendMail,
  stillAnswers,
} from './smtp-clients.ts';

vi.setConfig({ testTimeout: 60_000 });

describe('a mail', () => {
  test('is held with its envelope, subject and text until it is answered', async () => {
    await using gate = await closedGate();
    const sent = createTransport(gate.url).sendMail({
      ...letter,
      to: ['Ada <ada@example.org>', 'bob@example.org'],
    });
    await eventually(() => gate.inFlight === 1, 'the mail');

    const to = ['ada@example.org', 'bob@example.org'];
    expect(gate.held[0]).toMatchObject({
      ...letter,
      to,
      label: 'mail to ada@example.org and 1 more',
    });
    gate.release('all', { text: 'queued as 7' });

    expect((await sent).response).toBe('250 queued as 7');
    expect(gate.rounds).toEqual([1]);
  });

  test.each([
    ['a text of 10,000 characters of four bytes', '𝄞'.repeat(10_000)],
    ['lines that begin with a dot', '.\n..\n. .\n'],
    ['no text', ''],
  ])('may have %s', async (_what, text) => {
    await using gate = await closedGate();
    gate.open();
    await createTransport(gate.url).sendMail({ ...letter, to: 'ada@example.org', text });

    expect(gate.calls[0]?.text).toBe(text.replace(/\n$/, ''));
  });

  test.each<[string, Answer, unknown]>([
    ['that is accepted', {}, '250 OK: message queued'],
    [
      'that is refused for now',
      { status: 451, text: 'later' },
      { code: 'EMESSAGE', response: '451 later' },
    ],
    [
      'that is refused for good',
      { status: 550, text: 'never' },
      { code: 'EMESSAGE', response: '550 never' },
    ],
    ['whose connection is reset', 'reset', { code: 'ESOCKET', originalCode: 'ECONNRESET' }],
  ])('%s is told so', async (_what, answer, fate) => {
    await using gate = await closedGate();
    const sent = sendMail(gate.url);
    await eventually(() => gate.inFlight === 1, 'the mail');
    gate.release('all', answer);

    expect(await sent).toEqual(fate);
    await eventually(() => gate.activity.flushed, 'that nothing is left to be written');
    expect(gate.calls[0]?.hungUpAt).toBeUndefined();
    await stillAnswers(gate);
  });

  test('that is never answered keeps its connection', async () => {
    await using gate = await closedGate();
    const silent = await dial(gate, hello, 'Subject: x\r\n\r\ny\r\n.\r\n');
    await eventually(() => gate.inFlight === 1, 'the mail');
    gate.release('all', 'never');
    await stillAnswers(gate);

    expect(silent.received()).toMatch(/\r\n354 [^\r]*\r\n$/);
    expect(silent.closed).toBe(false);
    silent.destroy();
    await eventually(() => gate.calls[0]?.hungUpAt, 'that the hang-up is noticed');
  });

  test('is in flight with all those that have connections of their own', async () => {
    await using gate = await closedGate();
    const sent = Array.from({ length: 50 }, () => sendMail(gate.url));
    await eventually(() => gate.inFlight === 50, 'all mails');
    gate.release(gate.held.toReversed());

    expect(new Set(await Promise.all(sent))).toEqual(new Set(['250 OK: message queued']));
    expect([gate.mostInFlight, gate.rounds]).toEqual([50, [50]]);
  });

  test('may follow another one on its connection, without a round trip for each command', async () => {
    await using gate = await closedGate();
    const mail = `${hello.split('\r\n').slice(1).join('\r\n')}Subject: x\r\n\r\ny\r\n.\r\n`;
    using client = closing(await dial(gate, `EHLO client\r\n${mail}${mail}`));
    for (const round of [1, 2]) {
      await eventually(() => gate.inFlight === 1, 'the mail');
      expect(gate.calls.map(({ arrivedInRound }) => arrivedInRound)).toHaveLength(round);
      expect(gate.activity.flushed).toBe(true);
      gate.release();
    }

    await eventually(() => client.socket.received().match(/queued/g)?.length === 2, 'both replies');
    expect(gate.calls.map(({ arrivedInRound }) => arrivedInRound)).toEqual([1, 2]);
  });
});

describe('a connection', () => {
  test('is greeted once, without the sleep of 100 ms before it', async () => {
    const sleeps: (() => void)[] = [];
    const start = globalThis.setTimeout;
    const timers = vi.spyOn(globalThis, 'setTimeout');
    timers.mockImplementation(((run: () => void, ms?: number) => {
      if (ms !== 100) return start(run, ms);
      sleeps.push(run);
      return start(() => undefined);
    }) as typeof setTimeout);
    await using gate = await closedGate();
    const writing = vi.spyOn(gate.activity, 'writing');

    using client = closing(await dial(gate, 'NOOP\r\n'));
    await eventually(() => client.socket.received().includes('250'), 'the reply');
    for (const end of sleeps) end();
    client.socket.write('QUIT\r\n');
    await once(client.socket, 'close');
    timers.mockRestore();

    expect(sleeps).toHaveLength(1);
    expect(client.socket.received()).toMatch(/^220 gate ESMTP\r\n250 [^\n]*\n221 [^\n]*\n$/);
    expect(writing).toHaveBeenCalledTimes(3);
    expect([gate.activity.flushed, gate.inFlight, gate.calls]).toEqual([true, 0, []]);
  });

  test.each<[string, Answer, unknown]>([
    [
      'greeted with 421',
      { status: 421, text: 'full' },
      { code: 'EPROTOCOL', response: '421 full' },
    ],
    ['greeted with 554', { status: 554, text: 'no' }, { code: 'EPROTOCOL', response: '554 no' }],
    ['dropped', 'reset', { code: 'ESOCKET', originalCode: 'ECONNRESET' }],
  ])('may be %s', async (_what, greeting, fate) => {
    await using gate = await closedGate();
    gate.greeting = greeting;

    expect(await sendMail(gate.url)).toEqual(fate);
    expect(gate.calls).toEqual([]);
    gate.greeting = {};
    await stillAnswers(gate);
  });

  test('may never be greeted, which owes it nothing', async () => {
    await using gate = await closedGate();
    gate.greeting = 'never';
    const { moves } = gate.activity;
    using client = closing(await dial(gate));
    await eventually(() => gate.activity.moves > moves, 'the connection');
    gate.greeting = {};

    expect(gate.activity.flushed).toBe(true);
    await stillAnswers(gate);
    expect(client.socket.received()).toBe('');
  });

  test('may be refused for a while, at the same port', async () => {
    await using gate = await closedGate();
    const before = sendMail(gate.url);
    await eventually(() => gate.inFlight === 1, 'the mail');
    {
      await using _refusing = gate.refuse();
      expect(await sendMail(gate.url)).toEqual({
        code: 'ESOCKET',
        originalCode: 'ECONNREFUSED',
      });
    }
    gate.release();

    expect(await before).toBe('250 OK: message queued');
    await stillAnswers(gate);
  });
});

describe('a sender that goes away', () => {
  test.each([
    ['while its mail is held', 'y'],
    ['while its large mail is held', 'y\r\n'.repeat(50_000)],
  ])('%s hangs up', async (_what, text) => {
    await using gate = await closedGate();
    const client = await dial(gate, hello, `Subject: x\r\n\r\n${text}\r\n.\r\n`);
    await eventually(() => gate.inFlight === 1, 'the mail');
    client.end();

    await eventually(() => gate.calls[0]?.hungUpAt, 'the hang-up');
    expect([gate.inFlight, gate.release(), gate.activity.flushed]).toEqual([0, [], true]);
  });

  test('at once when it said all hangs up too', async () => {
    await using gate = await closedGate();
    for (let n = 0; n < 20; n += 1) {
      const client = await dial(gate, hello, `Subject: x\r\n\r\n${'y\r\n'.repeat(30_000)}.\r\n`);
      client.destroySoon();
    }

    await eventually(() => gate.calls.filter(({ hungUpAt }) => hungUpAt).length === 20, 'all');
    expect([gate.inFlight, gate.mostInFlight <= 20]).toEqual([0, true]);
  });

  test('in the middle of its mail breaks off', async () => {
    await using gate = await closedGate();
    const client = await dial(gate, hello, 'Subject: x\r\n\r\nthe begin');
    await eventually(() => client.received().includes('354'), 'the reply');
    client.destroy();

    await eventually(() => gate.calls[0]?.hungUpAt, 'the hang-up');
    expect(gate.calls[0]).toMatchObject({ label: 'mail to b@example.org', text: '' });
    expect([gate.inFlight, gate.mostInFlight]).toEqual([0, 0]);
  });

  test('without a mail, or after its answer, does not', async () => {
    await using gate = await closedGate();
    const idle = await dial(gate, 'EHLO client\r\n');
    await stillAnswers(gate);
    idle.destroy();
    await eventually(() => gate.activity.flushed, 'that nothing is left to be written');

    expect(gate.calls.map(({ hungUpAt }) => hungUpAt)).toEqual([undefined]);
  });
});

describe('disposing', () => {
  test('cuts held mails, idle connections and half a mail, and frees the port', async () => {
    const gate = await closedGate();
    const clients = [
      await dial(gate, hello, 'Subject: x\r\n\r\ny\r\n.\r\n'),
      await dial(gate),
      await dial(gate, 'EHLO cli'),
      await dial(gate, hello, 'half'),
    ];
    await eventually(() => gate.inFlight === 1, 'the mail');
    const closed = clients.map((client) => new Promise((resolve) => client.once('close', resolve)));
    const { url } = gate;
    await gate[Symbol.asyncDispose]();
    await Promise.all(closed);

    expect(await sendMail(url)).toMatchObject({ originalCode: 'ECONNREFUSED' });
    expect(gate.activity.flushed).toBe(true);
  });

  test('ends a gate that refuses', async () => {
    const gate = await closedGate();
    using client = closing(await dial(gate, 'EHLO client\r\n'));
    gate.refuse();
    await gate[Symbol.asyncDispose]();

    await eventually(() => client.socket.closed, 'the cut');
  });
});
