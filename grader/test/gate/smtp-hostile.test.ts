import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { SmtpGate } from '../../src/gate/smtp-gate.ts';
import { eventually } from '../fixtures/bench.ts';
import { closedGate, dial, hello, stillAnswers } from './smtp-clients.ts';

vi.setConfig({ testTimeout: 60_000 });

let gate: SmtpGate;
beforeAll(async () => {
  gate = await closedGate();
  gate.open();
});
afterAll(() => gate[Symbol.asyncDispose]());

/** Says this, ends its side, and resolves with all that was replied. */
async function say(...words: (string | Buffer)[]): Promise<string> {
  const client = await dial(gate, ...words);
  client.end();
  await eventually(() => client.closed, 'the end');
  return client.received();
}

const noise = Buffer.from(Array.from({ length: 5000 }, (_, n) => (n * 7919) % 256));
const mail = (text: string) => `${hello}${text}\r\n.\r\n`;
const nested = (depth: number) =>
  Array.from(
    { length: depth },
    (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`,
  ).join('');

describe('the gate still answers after', () => {
  test.for([
    ['bytes that are no SMTP', noise],
    ['a TLS hello', Buffer.from('160301020001000001fc0303', 'hex')],
    ['half a command', 'EHLO cli'],
    ['a request over HTTP', 'GET / HTTP/1.1\r\nhost: gate\r\n\r\n'],
    ['a command of a megabyte', `EHLO ${'x'.repeat(1 << 20)}\r\n`],
    ['a megabyte without a line', 'x'.repeat(1 << 20)],
    ['a mail without a sender', 'EHLO client\r\nRCPT TO:<b@example.org>\r\nDATA\r\n'],
    ['an address that is none', 'EHLO client\r\nMAIL FROM:<<>@>\r\nRCPT TO:<\0>\r\n'],
    [
      'a thousand recipients',
      hello.replace(/RCPT.*\r\n/, (line) => line.replace('b@', 'b$@').repeat(1000)),
    ],
    ['thousands of pipelined commands', `EHLO client\r\n${'NOOP\r\n'.repeat(20_000)}`],
    ['a login', 'EHLO client\r\nAUTH PLAIN AAAA\r\nSTARTTLS\r\n'],
    ['half a mail', `${hello}Subject: half`],
    ['a mail of noise', Buffer.concat([Buffer.from(hello), noise, Buffer.from('\r\n.\r\n')])],
    ['a mail without a header', mail('no header')],
    ['an empty mail', `${hello}.\r\n`],
    ['parts in parts', mail(nested(2000))],
    ['a header of 200 KB', mail(`Subject: ${'x'.repeat(200_000)}\r\n\r\ny`)],
    [
      'an encoding that is none',
      mail(
        'Content-Type: text/plain; charset=klingon\r\nContent-Transfer-Encoding: runes\r\n\r\ny',
      ),
    ],
    ['a subject with escapes', mail('Subject: =?utf-8?q?=1b[31m=00?=\r\n\r\ny')],
    ['dots and nothing else', mail('..\r\n'.repeat(10_000))],
  ] as const)('%s', async ([, words]) => {
    await say(words);

    await stillAnswers(gate);
  });

  test('a mail that is too long, which is cut off', async () => {
    const arrived = gate.calls.length;
    const client = await dial(gate, hello, 'Subject: x\r\n\r\n');
    client.write('y'.repeat(998).concat('\r\n').repeat(5000));
    await eventually(() => client.closed, 'the cut');

    expect(gate.calls).toHaveLength(arrived);
    await stillAnswers(gate);
  });

  test('a flood while a mail is held, which is cut off', async () => {
    gate.close();
    const client = await dial(gate, mail('held'));
    await eventually(() => gate.inFlight === 1, 'the mail');
    client.write('NOOP\r\n'.repeat(500_000));

    await eventually(() => client.closed, 'the cut');
    await eventually(() => gate.inFlight === 0, 'the hang-up');
    await stillAnswers(gate);
  });
});
