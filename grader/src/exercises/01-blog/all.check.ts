// What waits longest begins early; what is timed runs alone, at the end.
import './measure.check.ts';
import './sync.check.ts';
import './counted.ts';
import './async.check.ts';
import './comparison.check.ts';
