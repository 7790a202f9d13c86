import { eachMutantOfHalf } from './each-mutant.ts';

await eachMutantOfHalf('03-chat', 'async', { share: 2, of: 2 });
