import { eachMutantOfHalf } from './each-mutant.ts';

await eachMutantOfHalf('01-blog', 'async');
