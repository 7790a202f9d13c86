// What waits longest begins early; what is timed runs alone, at the end.
import './async.check.ts';
import './counted.ts';
import './sync.check.ts';
import './comparison.check.ts';
