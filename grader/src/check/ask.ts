import { Agent } from 'node:http';
import supertest from 'supertest';
import { messageLimit } from '../gate/bounded-text.ts';
import { until } from '../quiet/until.ts';
import type { Target } from '../traffic/volley.ts';

const fresh = new Agent({ keepAlive: false });

/** supertest on this server; a request fails when the server can do nothing more for it. */
export function ask({ url, watch }: Target) {
  return supertest.agent(url).use((request: supertest.Test) => {
    let ended = false;
    request.agent(fresh).redirects(0).maxResponseSize(messageLimit);
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
  });
}
