const waitMs = 25_000;
/** A poll may queue behind others for a worker; after this it is given up. */
const longestPollMs = 120_000;
/** How often a server is asked that answers at once although it should wait. */
const shortestPollMs = 1000;
const mostMessages = 1000;

/** Enters a room by asking again and again what is new; sends one message after the other. */
export function openPolling({ room, name, after }, hear) {
  const url = `/rooms/${room}/messages`;
  const over = new AbortController();
  let turn = Promise.resolve();

  listen().catch(fail);

  return {
    label: 'long polling',
    // In turn: two requests that are under way together may overtake one another.
    say(ref, text) {
      turn = turn.then(() => send(ref, text)).catch(fail);
    },
    close: () => over.abort(),
  };

  async function listen() {
    let { messages, last } = await poll(after, 0);
    hear({ type: 'welcome', messages });
    for (;;) {
      const askedAt = performance.now();
      ({ messages, last } = await poll(last, waitMs));
      for (const message of messages) hear({ ...message, type: 'message' });
      const early = askedAt + shortestPollMs - performance.now();
      if (messages.length === 0 && early > 0) await pause(early);
    }
  }

  async function poll(since, wait) {
    const query = new URLSearchParams({ after: since, limit: mostMessages, wait });
    const signal = AbortSignal.any([over.signal, AbortSignal.timeout(longestPollMs)]);
    const reply = await fetch(`${url}?${query}`, { signal });
    if (!reply.ok) throw Object.assign(new Error(await reasonOf(reply)), { status: reply.status });
    return reply.json();
  }

  async function send(ref, text) {
    if (over.signal.aborted) return;
    const reply = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ from: name, text }),
    });
    if (reply.status === 201) hear({ type: 'ack', ref, id: (await reply.json()).id });
    else hear({ type: 'rejected', ref, reason: await reasonOf(reply) });
  }

  function fail({ status, message }) {
    if (over.signal.aborted) return;
    over.abort();
    // What a browser says of a server that is away differs, and helps nobody.
    if (status === undefined) hear({ type: 'closed', reason: '' });
    else hear({ type: 'closed', reason: message, code: status === 422 ? 4400 : status });
  }
}

async function reasonOf(reply) {
  const answer = await reply.json().catch(() => undefined);
  return answer?.error ?? `the server answered ${reply.status}`;
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
