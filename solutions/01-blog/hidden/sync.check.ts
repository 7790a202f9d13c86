import { failedSpamChecks } from './comments.ts';
import { otherStatuses, threeWorkers } from './pages.ts';

threeWorkers();
otherStatuses('sync');
failedSpamChecks('sync');
