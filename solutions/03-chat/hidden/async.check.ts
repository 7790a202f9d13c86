import { otherStatuses } from './moderations.ts';
import { polls } from './polls.ts';
import { restarts } from './restarts.ts';

otherStatuses('async');
polls();
restarts();
