import { eachHiddenMutantOf } from './each-mutant.ts';

await eachHiddenMutantOf('01-blog');
