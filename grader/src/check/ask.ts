import { Agent } from 'node:http';
import type { Readable } from 'node:stream';
import supertest from 'supertest';
import { messageLimit } from '../gate/bounded-text.ts';
import { until, type Outcome } from '../quiet/until.ts';
import type { Target } from '../traffic/volley.ts';
import { CheckFailure, Inconclusive } from './errors.ts';

const fresh = new Agent({ keepAlive: false });

/** What the types of supertest and superagent leave out. */
interface Untyped {
  /** Ends the request with an error. */
  callback(error: Error): void;
  /** Called with what became of a request. */
  assert(error: unknown, response: supertest.Response | null | undefined, done: Done): void;
}
type Done = (error: Error | null, response: unknown) => void;

/** supertest on this server; a request fails when the server can do nothing more for it. */
export function ask(target: Target) {
  return supertest.agent(target.url).use((request: supertest.Test & Untyped) => {
    // superagent would write an upload to a file, unpack what is packed, and fail on broken JSON.
    request.agent(fresh).redirects(0).maxResponseSize(messageLimit).buffer(true).parse(readText);
    const gaveUp = giveUpWhenQuiet(request, target);
    nameInFailures(request, gaveUp);
  });
}

/** Reads an answer as text, whatever its type says, and as JSON where it is some. */
function readText(
  response: supertest.Response,
  done: (error: Error | null, body: unknown) => void,
): void {
  const stream = response as unknown as Readable;
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('end', () => {
    response.text = Buffer.concat(chunks).toString('utf8');
    done(null, jsonOf(response.text));
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** Puts the request before what went wrong with it, and the server's own words behind. */
function nameInFailures(
  request: supertest.Test & Untyped,
  gaveUp: () => Outcome | undefined,
): void {
  const assert = request.assert.bind(request);
  request.assert = (error, response, done) =>
    assert(error, response, (failure, answer) => {
      if (failure === null) done(null, answer);
      else if (!response) done(noAnswer(request, failure, gaveUp()), answer);
      else done(wrongAnswer(request, failure, response), answer);
    });
}

function wrongAnswer(
  request: supertest.Test,
  { message }: Error,
  { status, body }: supertest.Response,
): Error {
  const words = (body as { error?: unknown } | null)?.error;
  const said = typeof words === 'string' ? `: "${words}"` : '';
  const expected = message.replaceAll(/(\d{3}) "[^"]*"/g, '$1');
  // Only what was let through that should not have been shows what a hint is about.
  const isLetThrough = status < 300 && !message.startsWith('expected 2');
  return new CheckFailure(`${nameOf(request)}: ${expected}${said}`, { hintless: !isLetThrough });
}

/** A hint would guess: nothing of an answer was seen. */
function noAnswer(
  request: supertest.Test,
  failure: NodeJS.ErrnoException,
  gaveUp: Outcome | undefined,
): Error {
  const expected = `${nameOf(request)}: expected an answer, got`;
  if (gaveUp === 'cap') return new Inconclusive(`${expected} none before time was up`);
  const reasons: Partial<Record<Outcome, string>> = {
    quiet: 'none, and nothing more happened',
    burning: 'none, and the server burns CPU',
  };
  const reason = (gaveUp && reasons[gaveUp]) ?? failure.code ?? failure.message;
  return new CheckFailure(`${expected} ${reason}`, { hintless: true });
}

function nameOf({ method, url }: supertest.Test): string {
  return `${method} ${new URL(url).pathname}`;
}

/** Ends a request when its server can do nothing more for it; tells why, once that is so. */
function giveUpWhenQuiet(
  request: supertest.Test & Untyped,
  { watch }: Target,
): () => Outcome | undefined {
  let ended = false;
  let gaveUp: Outcome | undefined;
  request.once('request', () => {
    watch.activity.touch();
    void until(watch, { met: () => ended })
      .catch(() => 'cap' as const)
      .then((outcome) => {
        if (outcome === 'met') return;
        gaveUp = outcome;
        // Aborting alone rejects past supertest's own hook.
        request.callback(new Error(outcome));
        request.abort();
      });
  });
  for (const event of ['response', 'error', 'abort']) {
    request.once(event, () => {
      ended = true;
      watch.activity.touch();
    });
  }
  return () => gaveUp;
}
