import { eachMutantOfHalf } from './each-mutant.ts';

await eachMutantOfHalf('02-tasks', 'async');
