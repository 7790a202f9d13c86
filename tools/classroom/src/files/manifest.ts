type Versions = Readonly<Record<string, string>>;

/** What a `package.json` says. */
export interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly workspaces?: readonly string[];
  readonly scripts?: Versions;
  readonly engines?: Versions;
  readonly dependencies?: Versions;
  readonly devDependencies?: Versions;
  readonly optionalDependencies?: Versions;
  readonly peerDependencies?: Versions;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly [more: string]: unknown;
}

/** What a project made from the kit is to be. */
export interface Made {
  /** The scripts that it has of the kit's. */
  readonly scripts: readonly string[];
  /** Whether it runs on the Node that the machine has, and brings none. */
  readonly systemNode: boolean;
}

/** What every repository made from the kit is called in its manifest. */
export const projectName = 'overlap-exercises';

/** With these an editor knows what `node:fs` and Express are. */
const types = ['@types/express', '@types/node'];

/** The manifest of a project made from the kit: only what grading needs. */
export function projectManifest(kit: Manifest, { scripts, systemNode }: Made): Manifest {
  return {
    name: projectName,
    version: kit.version ?? '0.0.0',
    private: true,
    description: kit['description'],
    license: kit['license'],
    type: 'module',
    engines: systemNode ? { node: '>=24' } : (kit.engines ?? {}),
    workspaces: ['exercises/*', 'grader', 'tools/*'],
    scripts: picked(kit.scripts, scripts),
    devDependencies: picked(kit.devDependencies, types),
    ...(!systemNode && { optionalDependencies: kit.optionalDependencies ?? {} }),
  };
}

/** The manifest of a workspace; only what the kit's own tests need is left out. */
export function workspaceManifest(folder: string, manifest: Manifest): Manifest {
  const { nx: _, devDependencies, ...rest } = manifest;
  const isExercise = folder.startsWith('exercises/');
  return isExercise && devDependencies !== undefined ? { ...rest, devDependencies } : rest;
}

function picked(from: Versions = {}, names: readonly string[]): Versions {
  return Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name)));
}
