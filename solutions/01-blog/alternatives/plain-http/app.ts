import { createServer } from 'node:http';

import { config } from '../../shared/config.ts';
import { ask } from './ask.ts';
import { createHandler } from './handler.ts';

const server = createServer(createHandler(ask)).listen(config.port, config.host);

process.once('SIGTERM', () => server.close());
