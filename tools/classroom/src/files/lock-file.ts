import { reachable, type Packages, type Way } from './reachable.ts';
import type { Manifest } from './manifest.ts';

/** What npm keeps in `package-lock.json`. */
export interface LockFile {
  /** By their path in the project; that of the project itself is empty. */
  readonly packages: Packages;
  readonly [more: string]: unknown;
}

/** What a lock file repeats of the manifest of a project, or of a workspace. */
const repeated = {
  project: ['name', 'version', 'license', 'engines', 'workspaces'],
  both: ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'],
};

/**
 * The lock file of a project that has only some of the workspaces of another, or asks for less.
 * The manifests are those of the smaller project, by the folder that they lie in; its own is in `''`.
 * Versions, places and integrities stay what they are, so npm installs what the other project has;
 * from which registry is not told.
 */
export function trimmedLock(lock: LockFile, manifests: ReadonlyMap<string, Manifest>): LockFile {
  const packages = withManifests(lock.packages, manifests);
  const workspaces = [...manifests.keys()];
  // What is only welcome beside another package is no reason to install it.
  const kept = reachable(packages, workspaces, ['optional peer']);
  const flags = flagsIn(packages, workspaces);
  const entries = Object.entries(packages)
    .filter(([path]) => kept.has(path))
    .map(([path, { dev: _, optional: __, devOptional: ___, peer: ____, resolved, ...one }]) => [
      path,
      { ...one, ...(one.link === true && { resolved }), ...flags(path) },
    ]);
  const { name, version } = packages[''] ?? {};
  return { ...lock, name, version, packages: Object.fromEntries(entries) as Packages };
}

/** Says of a package what npm says: that it is reached in some ways only. */
function flagsIn(packages: Packages, workspaces: readonly string[]) {
  const reached = (without: readonly Way[]) => reachable(packages, workspaces, without);
  const withoutDev = reached(['dev']);
  const withoutOptional = reached(['optional', 'optional peer']);
  const withoutBoth = reached(['dev', 'optional', 'optional peer']);
  const withoutPeers = reached(['peer', 'optional peer']);
  return (path: string) => {
    const [dev, optional] = [!withoutDev.has(path), !withoutOptional.has(path)];
    return {
      ...(dev && { dev }),
      ...(optional && { optional }),
      ...(!dev && !optional && !withoutBoth.has(path) && { devOptional: true }),
      ...(!withoutPeers.has(path) && { peer: true }),
    };
  };
}

/** The packages, with what the manifests say in place of what stood there of them. */
function withManifests(packages: Packages, manifests: ReadonlyMap<string, Manifest>): Packages {
  const entries = Object.entries(packages).map(([path, one]) => {
    const manifest = manifests.get(path);
    if (manifest === undefined) return [path, one];
    const keys = path === '' ? [...repeated.project, ...repeated.both] : repeated.both;
    const isOf = ([key]: [string, unknown]) => keys.includes(key);
    const rest = Object.entries(one).filter((entry) => !isOf(entry));
    return [path, Object.fromEntries([...rest, ...Object.entries(manifest).filter(isOf)])];
  });
  return Object.fromEntries(entries) as Packages;
}
