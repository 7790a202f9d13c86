import { finishedInTime } from './themes/functional.ts';
import { given } from './themes/given.ts';
import { oneConversationAWorker } from './themes/one-conversation.ts';

given('sync');
finishedInTime();
oneConversationAWorker();
