import { describe, expect, test } from 'vitest';
import { sendJson } from './client.ts';
import { startSmtp, type Script } from './smtp.ts';
import { startApp, type RunningApp } from './start-app.ts';
import { scheduling, states, waitUntilQuiet } from './tasks.ts';
import { until } from './until.ts';

const LONG = { timeout: 60_000 };
const MAIL = {
  from: 'kit@example.org',
  to: 'ada@example.org',
  subject: 'Grüße',
  text: 'eins\n.zwei',
};

function sendMail({ url }: RunningApp, query = '', mail: unknown = MAIL): Promise<unknown> {
  return sendJson(`${url}/send?${query}`, { method: 'POST', body: JSON.stringify(mail) });
}

describe('sendMailSync', LONG, () => {
  test('it sends a mail, and each on a connection of its own', async () => {
    await using smtp = await startSmtp();
    await using app = await startApp('mailing', { SMTP_URL: smtp.url });

    for (let count = 1; count <= 3; count++) {
      expect(await sendMail(app)).toEqual({
        response: '250 taken',
        accepted: ['ada@example.org'],
        rejected: [],
      });
      expect([smtp.connections(), smtp.mails.length]).toEqual([count, count]);
    }
    expect(smtp.mails[0]).toMatch(
      /^From: kit@example.org\r\nTo: ada@example.org\r\nSubject: =\?UTF-8\?/,
    );
    expect(smtp.mails[0]).toMatch(/\r\n\r\neins\r\n\.\.zwei$/);
    await until(() => smtp.open() === 0, 'no connection is left');
  });

  test.each<[string, Script, object]>([
    [
      'a 450',
      { answer: (socket) => socket.write('450 later\r\n') },
      { name: 'MailError', code: 'EMESSAGE', responseCode: 450 },
    ],
    [
      'a 550',
      { answer: (socket) => socket.write('550 never\r\n') },
      { name: 'MailError', code: 'EMESSAGE', responseCode: 550 },
    ],
    [
      'a refused recipient',
      { recipient: () => '553 who?' },
      { name: 'MailError', code: 'EENVELOPE', responseCode: 553 },
    ],
    [
      'a busy server',
      { greet: (socket) => socket.end('421 busy\r\n') },
      { name: 'MailError', code: 'EPROTOCOL', responseCode: 421 },
    ],
    [
      'a reset',
      { answer: (socket) => socket.resetAndDestroy() },
      { name: 'MailError', code: 'ECONNRESET' },
    ],
    [
      'a close before the greeting',
      { greet: (socket) => socket.end() },
      { name: 'MailError', code: 'ECONNECTION' },
    ],
    [
      'a close before the reply',
      { answer: (socket) => socket.end() },
      { name: 'MailError', code: 'ECONNECTION' },
    ],
    [
      'no SMTP',
      { greet: (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n') },
      { name: 'MailError', code: 'EPROTOCOL' },
    ],
    ['no greeting', { greet: () => undefined }, { name: 'TimeoutError', code: 'ETIMEDOUT' }],
    ['no reply', { answer: () => undefined }, { name: 'TimeoutError', code: 'ETIMEDOUT' }],
  ])(
    '%s is told apart, is not tried again, and does not hurt the next mail',
    async (_what, script, expected) => {
      await using smtp = await startSmtp(script);
      await using healthy = await startSmtp();
      await using app = await startApp('mailing', { SMTP_URL: healthy.url });
      const url = encodeURIComponent(smtp.url);

      expect(await sendMail(app, `timeoutMs=2000&url=${url}`)).toMatchObject(expected);

      await until(() => smtp.open() === 0, 'the connection is closed');
      expect(await sendMail(app)).toMatchObject({ response: '250 taken' });
      expect(smtp.connections()).toBe(1);
    },
  );

  test('a refused recipient beside an accepted one is told', async () => {
    const recipient = (line: string) => (line.includes('nobody') ? '550 who?' : '250 fine');
    await using smtp = await startSmtp({ recipient });
    await using app = await startApp('mailing', { SMTP_URL: smtp.url });

    const to = ['Ada <ada@example.org>', 'nobody@example.org'];
    expect(await sendMail(app, '', { ...MAIL, to })).toMatchObject({
      accepted: ['ada@example.org'],
      rejected: ['nobody@example.org'],
    });
  });

  test.each([
    ['url=smtp%3A%2F%2F127.0.0.1%3A9', MAIL, { name: 'MailError', code: 'ECONNREFUSED' }],
    ['url=http%3A%2F%2F127.0.0.1', MAIL, { name: 'TypeError' }],
    ['url=nowhere', MAIL, { name: 'TypeError', code: 'ERR_INVALID_URL' }],
    ['timeoutMs=-1', MAIL, { name: 'TypeError' }],
    ['', { ...MAIL, to: 'nobody' }, { name: 'MailError', code: 'EENVELOPE' }],
    ['', { ...MAIL, text: { path: '/etc/hostname' } }, { name: 'MailError', code: 'EFILEACCESS' }],
  ])('%s with %o fails by name', async (query, mail, expected) => {
    await using smtp = await startSmtp();
    await using app = await startApp('mailing', { SMTP_URL: smtp.url });

    expect(await sendMail(app, query, mail)).toMatchObject(expected);
    expect(smtp.mails).toEqual([]);
  });

  test.runIf(process.platform === 'linux')(
    'a worker that waits for a reply does not wake up',
    async () => {
      await using smtp = await startSmtp({ answer: () => undefined });
      await using app = await startApp('mailing', { SMTP_URL: smtp.url, WORKERS: '2' });
      const answers = [sendMail(app), sendMail(app)].map((sent) => sent.catch(() => undefined));
      await smtp.waitForMails(2);

      await waitUntilQuiet(app.pid, 1_500);

      expect(new Set(states(app.pid))).toEqual(new Set(['S']));
      expect(Object.keys(scheduling(app.pid)).length).toBeGreaterThan(6);
      await smtp[Symbol.asyncDispose]();
      await Promise.all(answers);
    },
  );
});
