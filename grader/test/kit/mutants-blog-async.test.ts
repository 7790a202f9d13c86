import { eachMutantOf } from './each-mutant.ts';

await eachMutantOf('01-blog', 'async');
