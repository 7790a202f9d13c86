// TODO: at most `limit` pieces of work may run at once. The others wait, and begin in the order in
// which they came, each as soon as one that runs is over, however that one ended. When the server
// stops, those that wait must not begin any more, and somebody must learn when the last one that
// runs is over. What it takes and gives is up to you.
export function createLimiter(limit: number): never {
  throw new Error(`a limit of ${limit}: not written yet`);
}
