// Loaded before a server's own modules: Node writes its compile cache only when a program ends by itself.
import { flushCompileCache } from 'node:module';

process.once('SIGTERM', () => {
  flushCompileCache();
  // Without this listener the signal would have ended the program.
  if (process.listenerCount('SIGTERM') === 0) process.exit();
});
