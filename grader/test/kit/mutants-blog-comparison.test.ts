import { eachMutantOfPart } from './each-mutant.ts';

await eachMutantOfPart('01-blog', 'comparison');
