import { createServer } from 'node:http';

import { config } from '../../shared/config.ts';
import { createHandler } from '../plain-http/handler.ts';
import { ask } from './ask.ts';

const server = createServer(createHandler(ask)).listen(config.port, config.host);

process.once('SIGTERM', () => server.close());
