import { join } from 'node:path';
import { projectRoot } from '../server/environment.ts';

/** The folder of the reference solutions, which mirrors `exercises/`. */
export const solutionsFolder = join(projectRoot, 'solutions');
