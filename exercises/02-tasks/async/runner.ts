import type { Store } from '../shared/store.ts';

// TODO: runs the tasks of the store, `config.concurrency` at a time, in the order in which they were
// accepted. What the store says of a task must be true at any time: its status, its attempts, its
// progress. A mail that could not be sent is tried again, or not, as the contract says, and holds
// nobody up meanwhile. What an earlier process left unfinished is taken up again. What is up to you:
// the parts it has, and when each of them is called.
export function createRunner(store: Store): never {
  throw new Error(`${store.count('queued')} tasks wait: not written yet`);
}
