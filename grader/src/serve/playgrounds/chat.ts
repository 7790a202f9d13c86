import { draftIn, moderating } from '../../exercises/03-chat/moderation-service.ts';
import { HttpGate, type HttpCall } from '../../gate/http-gate.ts';
import type { Playground } from '../playground.ts';

const path = '/rooms/lobby/messages';
const hello = { from: 'Ada', text: 'Hello, all!' };
const pingMs = 20_000;

/** The chat beside its moderation service, which refuses spam and does not swear. */
export const chatPlayground: Playground<HttpGate> = {
  dependency: 'moderation service',
  noun: 'call',
  start: (activity) =>
    HttpGate.start(
      activity,
      moderating(({ text }) => verdictOn(text)),
    ),
  variables: (url, timeoutMs) => ({
    MODERATION_URL: url,
    MODERATION_TIMEOUT_MS: String(timeoutMs),
    PING_MS: String(pingMs),
  }),
  // A reader who waits holds a worker: with one, nobody could say what he waits for.
  limits: { sync: { variable: 'WORKERS', unit: 'worker', usual: 4 } },
  late: { sync: 'answer 504', async: 'answer 504' },
  page: {
    sync: 'in two browser windows; each holds a worker.',
    async: 'in two browser windows and chat.',
  },
  label: (call) => label(call as HttpCall),
  answered: (call) => answered(call as HttpCall),
  samples: [
    { does: 'Say something', path, json: hello },
    {
      does: 'Say something that is changed',
      path,
      json: { from: 'Ben', text: 'Damn, I am late!' },
    },
    { does: 'Say something that is refused', path, json: { from: 'Eve', text: 'Buy spam!' } },
    { does: 'Read what was said: no call', path },
    {
      does: 'Wait for message 3, at most 30 s: say it in a third terminal',
      path: `${path}?after=2&wait=30000`,
    },
    { does: 'List the rooms', path: '/rooms' },
  ],
  volley: {
    does: 'Twelve senders at the same moment',
    times: 12,
    path,
    json: { from: 'guest-{}', text: 'Hello!' },
  },
  routes: [{ route: 'POST /rooms/:room/messages', path, json: hello }],
};

function verdictOn(said: string): { allowed: boolean; text: string } {
  const text = said.replaceAll(/\bdamn\b/gi, (word) => `${word.slice(0, 1)}***`);
  return { allowed: !/spam/i.test(said), text };
}

function label(call: HttpCall): string {
  const draft = draftIn(call);
  return draft === undefined ? call.label : `${draft.room}, ${draft.from}: ${draft.text}`;
}

function answered(call: HttpCall): string {
  const draft = draftIn(call);
  if (draft === undefined) return 'not known';
  const { allowed, text } = verdictOn(draft.text);
  if (!allowed) return 'refused';
  return text === draft.text ? 'allowed' : 'changed';
}
