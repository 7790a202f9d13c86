import { eachMutantOf } from './each-mutant.ts';

await eachMutantOf('03-chat', 'sync');
