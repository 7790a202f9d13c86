import { eachHiddenMutantOf } from './each-mutant.ts';

await eachHiddenMutantOf('03-chat');
