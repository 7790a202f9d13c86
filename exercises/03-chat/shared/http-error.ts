// The synchronous framework answers with the status of its own class alone, so both halves use that.
export { HttpError } from '@overlap/sync-server/http-error';
