// What waits longest begins early; what is timed runs alone, at the end.
import './sync.check.ts';
import './async.check.ts';
import './counted.ts';
import './comparison.check.ts';
