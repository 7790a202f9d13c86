/** One first-in-first-out queue in front of workers that take one job each. */
export interface Dispatcher<Job, Worker> {
  /** Gives the job to an idle worker at once, or queues it. */
  enqueue(job: Job): void;
  /** Says that this worker has nothing to do. */
  release(worker: Worker): void;
  /** Takes a worker that has died out of the idle ones. */
  remove(worker: Worker): void;
}

/** `wanted` is asked just before a queued job would start: a job that nobody wants is dropped. */
export interface DispatcherOptions<Job, Worker> {
  wanted(job: Job): boolean;
  drop(job: Job): void;
  start(worker: Worker, job: Job): void;
}

/**
 * Hands a job only to an idle worker, so that n equal jobs on w workers take exactly ⌈n / w⌉ rounds.
 *
 * Sharing connections out ahead of time, as `node:cluster` does, queues requests behind a busy
 * worker while another one is idle.
 */
export function createDispatcher<Job, Worker>(
  options: DispatcherOptions<Job, Worker>,
): Dispatcher<Job, Worker> {
  const idle: Worker[] = [];
  const queue: Job[] = [];
  const pump = (): void => {
    for (;;) {
      const worker = idle[0];
      const job = worker === undefined ? undefined : queue.shift();
      if (worker === undefined || job === undefined) return;
      if (!options.wanted(job)) options.drop(job);
      else options.start(idle.shift() ?? worker, job);
    }
  };
  return {
    enqueue: (job) => {
      queue.push(job);
      pump();
    },
    release: (worker) => {
      idle.push(worker);
      pump();
    },
    remove: (worker) => {
      const index = idle.indexOf(worker);
      if (index >= 0) idle.splice(index, 1);
    },
  };
}
