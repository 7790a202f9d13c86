import { eachMutantOf } from './each-mutant.ts';

await eachMutantOf('02-tasks', 'async', { share: 1, of: 2 });
