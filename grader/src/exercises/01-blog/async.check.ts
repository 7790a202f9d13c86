import { comments } from './themes/comments.ts';
import { failedLookups, leaving } from './themes/faults.ts';
import { functional } from './themes/functional.ts';
import { given } from './themes/given.ts';
import { overlap } from './themes/overlap.ts';
import { timeOuts } from './themes/time-outs.ts';

given('async');
functional('async', { page: 4, comment: 2, spam: 2 });
overlap();

failedLookups('async', 3);
timeOuts('async', 4);
leaving();
comments('async', { points: 4, together: 20, runs: 4 });
