import { Command } from '@commander-js/extra-typings';

/** `seal` and `unseal`: the solutions in an archive of their own, so that the kit can be public. */
export function sealCommands() {
  return [sealCommand(), unsealCommand()];
}

function sealCommand() {
  return new Command('seal')
    .description(
      'Moves solutions, mutants, alternatives and hidden checks out of the kit into an archive.',
    )
    .argument('<archive>', 'a new .tar.gz outside of the kit')
    .action(async (archive) => {
      const { seal } = await import('../seal/seal.ts');
      const count = await seal(archive);
      console.log(`sealed ${count} files in ${archive}; git still has them in its history`);
    });
}

function unsealCommand() {
  return new Command('unseal')
    .description('Brings back what was sealed, and changes nothing that is there.')
    .argument('<archive>', 'what seal has made')
    .action(async (archive) => {
      const { unseal } = await import('../seal/unseal.ts');
      const count = await unseal(archive);
      console.log(`brought ${count} ${count === 1 ? 'file' : 'files'} back from ${archive}`);
    });
}
