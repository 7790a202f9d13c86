import { toJson } from '../json.ts';
import { autolab } from './autolab.ts';
import { classroom50 } from './classroom50.ts';
import { ctrf } from './ctrf.ts';
import type { Emitter } from './emitter.ts';
import { gradescope } from './gradescope.ts';
import { junit } from './junit.ts';
import { prairielearn } from './prairielearn.ts';

/** Every format that is a file, by the name that `--emit` knows. */
export const emitters = {
  autolab,
  classroom50,
  ctrf,
  gradescope,
  json: { emit: toJson },
  junit,
  prairielearn,
} as const satisfies Readonly<Record<string, Emitter>>;
