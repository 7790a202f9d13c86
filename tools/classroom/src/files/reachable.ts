import type { Manifest } from './manifest.ts';

/** A package as a lock file knows it. */
export interface LockedPackage extends Manifest {
  /** A workspace is a link to its folder, which `resolved` names. */
  readonly link?: boolean;
  readonly resolved?: string;
}

export type Packages = Readonly<Record<string, LockedPackage>>;

/** How a package asks for another. */
export type Way = 'prod' | 'dev' | 'optional' | 'peer' | 'optional peer';

/** The paths of the packages that a project and its workspaces need, when some ways are not gone. */
export function reachable(
  packages: Packages,
  workspaces: readonly string[],
  without: readonly Way[],
): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = Object.keys(packages).filter((path) => isRoot(packages, workspaces, path));
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const one = packages[path];
    if (one === undefined || found.has(path)) continue;
    found.add(path);
    if (one.link === true && one.resolved !== undefined) waiting.push(one.resolved);
    for (const [name, way] of wanted(one, workspaces.includes(path))) {
      const next = without.includes(way) ? undefined : installed(packages, path, name);
      if (next !== undefined) waiting.push(next);
    }
  }
  return found;
}

function isRoot(packages: Packages, workspaces: readonly string[], path: string): boolean {
  const { link, resolved } = packages[path] ?? {};
  return path === '' || (link === true && workspaces.includes(resolved ?? path));
}

/** Only who works on a package needs what it needs for development. */
function wanted(one: LockedPackage, isWorkspace: boolean): [name: string, way: Way][] {
  const isOptional = (name: string) => one.peerDependenciesMeta?.[name]?.optional === true;
  const names = (list: Readonly<Record<string, string>> = {}) => Object.keys(list);
  return [
    ...names(one.dependencies).map((name) => [name, 'prod'] as const),
    ...names(isWorkspace ? one.devDependencies : {}).map((name) => [name, 'dev'] as const),
    ...names(one.optionalDependencies).map((name) => [name, 'optional'] as const),
    ...names(one.peerDependencies).map(
      (name) => [name, isOptional(name) ? 'optional peer' : 'peer'] as const,
    ),
  ].map(([name, way]) => [name, way]);
}

/** Where a package finds another, as Node looks for it: below itself, then further up. */
function installed(packages: Packages, from: string, name: string): string | undefined {
  for (let folder = from; ; folder = parentOf(folder)) {
    const path = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (packages[path] !== undefined) return path;
    if (folder === '') return undefined;
  }
}

/** `grader/node_modules/a` lies in `grader`, and `grader` in the project. */
function parentOf(folder: string): string {
  const end = folder.lastIndexOf('/node_modules/');
  return end === -1 ? '' : folder.slice(0, end);
}
