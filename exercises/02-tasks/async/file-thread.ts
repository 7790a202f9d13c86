// TODO: what a thread does that is given a file, if you give files to threads.
export {};
