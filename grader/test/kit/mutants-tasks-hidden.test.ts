import { eachHiddenMutantOf } from './each-mutant.ts';

await eachHiddenMutantOf('02-tasks');
