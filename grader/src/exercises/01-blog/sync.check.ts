import { comments } from './themes/comments.ts';
import { failedLookups } from './themes/faults.ts';
import { functional } from './themes/functional.ts';
import { given } from './themes/given.ts';
import { oneRequestAWorker } from './themes/one-request-a-worker.ts';
import { timeOuts } from './themes/time-outs.ts';

given('sync');
functional('sync', { page: 3, comment: 2, spam: 1 });
oneRequestAWorker();

failedLookups('sync', 1);
timeOuts('sync', 2);
comments('sync', { points: 4, together: 4, runs: 4 });
