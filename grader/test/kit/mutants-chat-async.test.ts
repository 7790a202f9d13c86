import { eachMutantOfHalf } from './each-mutant.ts';

await eachMutantOfHalf('03-chat', 'async');
