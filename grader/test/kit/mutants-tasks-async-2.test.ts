import { eachMutantOf } from './each-mutant.ts';

await eachMutantOf('02-tasks', 'async', { share: 2, of: 2 });
