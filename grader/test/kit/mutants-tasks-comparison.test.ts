import { eachMutantOf } from './each-mutant.ts';

await eachMutantOf('02-tasks', 'comparison');
