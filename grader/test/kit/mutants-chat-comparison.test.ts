import { eachMutantOfPart } from './each-mutant.ts';

await eachMutantOfPart('03-chat', 'comparison');
