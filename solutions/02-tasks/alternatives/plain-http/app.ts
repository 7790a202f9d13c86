import { createServer } from 'node:http';

import { config } from '../../shared/config.ts';
import { countFile } from '../../shared/count-file.ts';
import { openStore } from '../../shared/store.ts';
import { createFollowers } from './events.ts';
import { createHandler } from './handler.ts';
import { sendAlone } from './mail.ts';
import { createRunner } from './runner.ts';

const store = openStore(config.dataDir);
const { take, cancel, drain } = createRunner(store, { send: sendAlone, count: countFile });
const { follow, end } = createFollowers(store.watch);

const server = createServer(createHandler(store, { take, cancel, follow }));
server.listen(config.port, config.host);

// A connection that becomes idle only after this is closed by its keep-alive time-out, 5 s later.
process.once('SIGTERM', () => {
  server.close();
  void drain().then(end);
});
