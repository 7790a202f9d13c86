import { otherStatuses, threeWorkers } from './moderations.ts';

threeWorkers();
otherStatuses('sync');
