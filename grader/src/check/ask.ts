import { Agent } from 'node:http';
import supertest from 'supertest';
import { messageLimit } from '../gate/bounded-text.ts';
import { until } from '../quiet/until.ts';
import type { Target } from '../traffic/volley.ts';
import { CheckFailure } from './errors.ts';

const fresh = new Agent({ keepAlive: false });

/** supertest's own hook, which its types leave out: it is called with what became of a request. */
interface Asserting {
  assert(error: unknown, response: supertest.Response | undefined, done: Done): void;
}
type Done = (error: Error | null, response: unknown) => void;

/** supertest on this server; a request fails when the server can do nothing more for it. */
export function ask(target: Target) {
  return supertest.agent(target.url).use((request: supertest.Test) => {
    request.agent(fresh).redirects(0).maxResponseSize(messageLimit);
    nameInFailures(request);
    giveUpWhenQuiet(request, target);
  });
}

/** Puts the request before what supertest says of its answer, and the server's own words behind. */
function nameInFailures(request: supertest.Test & Partial<Asserting>): void {
  const assert = request.assert?.bind(request);
  request.assert = (error, response, done) =>
    assert?.(error, response, (failure, answer) => {
      const isExpectation = failure !== null && response !== undefined;
      done(isExpectation ? failureOf(request, failure, response) : failure, answer);
    });
}

function failureOf(
  { method, url }: supertest.Test,
  { message }: Error,
  { status, body }: supertest.Response,
): CheckFailure {
  const { pathname } = new URL(url);
  const words = (body as { error?: unknown } | null)?.error;
  const said = typeof words === 'string' ? `: "${words}"` : '';
  const expected = message.replaceAll(/(\d{3}) "[^"]*"/g, '$1');
  return new CheckFailure(`${method} ${pathname}: ${expected}${said}`, {
    hintless: status === 501,
  });
}

function giveUpWhenQuiet(request: supertest.Test, { watch }: Target): void {
  let ended = false;
  request.once('request', () => {
    watch.activity.touch();
    void until(watch, { met: () => ended })
      .catch(() => 'aborted')
      .then((outcome) => {
        if (outcome !== 'met') request.abort();
      });
  });
  for (const event of ['response', 'error', 'abort']) {
    request.once(event, () => {
      ended = true;
      watch.activity.touch();
    });
  }
}
