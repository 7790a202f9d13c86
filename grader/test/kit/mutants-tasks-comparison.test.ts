import { eachMutantOfPart } from './each-mutant.ts';

await eachMutantOfPart('02-tasks', 'comparison');
