import { threeWorkers } from './limits.ts';
import { silence } from './silence.ts';

threeWorkers();
silence('sync');
