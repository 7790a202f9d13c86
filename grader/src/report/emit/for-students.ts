import { withoutKept } from '../../result/kept.ts';
import type { Result } from '../../result/model.ts';
import { plainAll } from '../escape.ts';

/** What a format that students read is made of: nothing is kept from them in it but the sums, and all of it can be shown. */
export function forStudents(results: readonly Result[]): Result[] {
  return plainAll(results.map(withoutKept));
}
