import { eachMutantOf } from './each-mutant.ts';

await eachMutantOf('03-chat', 'async', { share: 2, of: 2 });
