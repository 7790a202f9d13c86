import { createHash } from 'node:crypto';

// The reference solution, in a process that is never at rest for long.
import '../../async/app.ts';

const block = Buffer.alloc(64 * 1024);
let ticks = 0;

// As a server does that measures its event loop or refreshes something: about a tenth of a millisecond.
setInterval(() => {
  block.writeUInt32LE(createHash('sha1').update(block).digest().readUInt32LE());
}, 100).unref();

setInterval(() => {
  ticks += 1;
  block.fill(ticks % 256);
}, 500).unref();
