import { functional } from './themes/functional.ts';
import { given, givenSockets } from './themes/given.ts';
import { members } from './themes/members.ts';
import { manyPollers, polling } from './themes/polling.ts';
import { reconnecting } from './themes/reconnecting.ts';
import { slowMembers } from './themes/slow-members.ts';
import { stopping } from './themes/stopping.ts';
import { timeOuts } from './themes/time-outs.ts';
import { together } from './themes/together.ts';
import { unrulyMembers } from './themes/unruly-members.ts';

given('async');
givenSockets();
functional('async', { message: 1, refused: 1 });
members();
// What takes longest begins as soon as it may.
slowMembers();
timeOuts('async', 1);
polling('async', 1);
together();
manyPollers();

reconnecting();
unrulyMembers();
stopping();
