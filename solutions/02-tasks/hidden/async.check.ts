import { fiveSlots } from './limits.ts';
import { restarts } from './restarts.ts';
import { silence } from './silence.ts';

fiveSlots();
restarts();
silence('async');
