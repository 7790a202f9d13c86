import { createServer } from 'node:http';

import { config } from '../../shared/config.ts';
import { createHandler } from '../plain-http/handler.ts';
import { ask } from './ask.ts';

const server = createServer(createHandler(ask)).listen(config.port, config.host);

// A connection that becomes idle only after this is closed by its keep-alive time-out, 5 s later.
process.once('SIGTERM', () => server.close());
