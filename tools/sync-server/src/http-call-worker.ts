import { runAsWorker } from 'synckit';
import { httpCall, type HttpCall, type HttpOutcome } from './http-call.ts';

/** What the helper thread does for its blocked caller; a call of `undefined` only wakes it up. */
export type CallInHelper = (call?: HttpCall) => Promise<HttpOutcome | undefined>;

const callInHelper: CallInHelper = async (call) => (call ? await httpCall(call) : undefined);

runAsWorker(callInHelper);
