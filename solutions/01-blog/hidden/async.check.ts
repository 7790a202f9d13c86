import { failedSpamChecks, lastingComments } from './comments.ts';
import { otherStatuses, sameLookups } from './pages.ts';

otherStatuses('async');
failedSpamChecks('async');
lastingComments();
sameLookups();
