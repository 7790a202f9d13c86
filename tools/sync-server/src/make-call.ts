import type { Call } from './call.ts';
import { httpCall, type HttpOutcome } from './http-call.ts';
import type { MailOutcome } from './mail-call.ts';

/** Makes a call in the main thread; never rejects for what the other side did. */
export async function makeCall(call: Call): Promise<HttpOutcome | MailOutcome> {
  if (call.kind === 'http') return await httpCall(call);
  // Most servers send no mail, and what sends it takes 60 ms to load.
  const { mailCall } = await import('./mail-call.ts');
  return await mailCall(call);
}
