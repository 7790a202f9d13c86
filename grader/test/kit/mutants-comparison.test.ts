import { eachMutantOf } from './each-mutant.ts';

await eachMutantOf('comparison');
