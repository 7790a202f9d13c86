import { functional } from './themes/functional.ts';
import { given } from './themes/given.ts';
import { oneRequestAWorker } from './themes/one-request-a-worker.ts';
import { polling } from './themes/polling.ts';
import { timeOuts } from './themes/time-outs.ts';

given('sync');
functional('sync', { message: 2, refused: 1 });
timeOuts('sync', 1);
polling('sync', 2);
oneRequestAWorker();
