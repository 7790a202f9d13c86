// What waits longest begins; what is timed runs alone, at the end.
import './measure.check.ts';
import './counted.ts';
import './sync.check.ts';
import './async.check.ts';
import './comparison.check.ts';
