import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '@overlap/grader/server/environment.ts';
import { describe, expect, test } from 'vitest';
import { trimmedLock, type LockFile } from '../../src/files/lock-file.ts';
import type { Manifest } from '../../src/files/manifest.ts';

const read = (path: string): unknown => JSON.parse(readFileSync(join(projectRoot, path), 'utf8'));

const lock: LockFile = {
  lockfileVersion: 3,
  packages: {
    '': { name: 'all', workspaces: ['parts/*'], devDependencies: { lint: '1' } },
    'node_modules/a': { version: '1', dependencies: { b: '1' }, resolved: 'https://host/a.tgz' },
    'node_modules/a/node_modules/b': { version: '1', devDependencies: { lint: '1' } },
    'node_modules/b': { version: '2' },
    'node_modules/engine': { version: '1', optional: true },
    'node_modules/host': { version: '1', peer: true },
    'node_modules/lint': { version: '1', dev: true, optionalDependencies: { engine: '1' } },
    'node_modules/one': { resolved: 'parts/one', link: true },
    'node_modules/plug': {
      version: '1',
      peerDependencies: { host: '1', lint: '1' },
      peerDependenciesMeta: { lint: { optional: true } },
    },
    'node_modules/two': { resolved: 'parts/two', link: true },
    'parts/one': { version: '1', dependencies: { a: '1', b: '3' } },
    'parts/one/node_modules/b': { version: '3' },
    'parts/two': { version: '1', dependencies: { plug: '1' } },
  },
};

const one: Manifest = { name: 'one', dependencies: { a: '1', b: '3' } };
const two: Manifest = { name: 'two', dependencies: { plug: '1' } };

function trimmed(project: Manifest, workspaces: Readonly<Record<string, Manifest>>) {
  return trimmedLock(lock, new Map([['', project], ...Object.entries(workspaces)])).packages;
}

describe('trimmedLock', () => {
  test('leaves a whole project as it is, with the flags that npm gives', () => {
    const kit = read('package-lock.json') as LockFile;
    const links = Object.values(kit.packages).flatMap(({ link, resolved }) =>
      link === true ? [resolved ?? ''] : [],
    );
    const folders = ['', ...links];
    const manifests = folders.map(
      (folder) => [folder, read(join(folder, 'package.json')) as Manifest] as const,
    );
    expect(trimmedLock(kit, new Map(manifests))).toEqual(kit);
  });

  test('keeps for a workspace what it finds, below itself and further up', () => {
    expect(Object.keys(trimmed({ name: 'part' }, { 'parts/one': one }))).toEqual([
      '',
      'node_modules/a',
      'node_modules/a/node_modules/b',
      'node_modules/one',
      'parts/one',
      'parts/one/node_modules/b',
    ]);
  });

  test('keeps what a package needs beside itself, not what is only welcome there', () => {
    const packages = trimmed({ name: 'part' }, { 'parts/two': two });
    expect(packages['node_modules/host']).toEqual({ version: '1', peer: true });
    expect(packages).not.toHaveProperty('node_modules/lint');
  });

  test('says anew what is there for development alone, or may be missing', () => {
    const packages = trimmed({ devDependencies: { lint: '1', plug: '1' } }, {});
    expect(packages).toMatchObject({
      'node_modules/lint': { dev: true },
      'node_modules/engine': { dev: true, optional: true },
      'node_modules/host': { dev: true, peer: true },
    });
    expect(trimmed({ dependencies: { lint: '1' } }, {})['node_modules/lint']).not.toHaveProperty(
      'dev',
    );
  });

  test('repeats what the smaller project and its workspaces ask for', () => {
    const packages = trimmed({ name: 'part', workspaces: ['parts/one'] }, { 'parts/one': {} });
    expect(packages['']).toEqual({ name: 'part', workspaces: ['parts/one'] });
    expect(packages['parts/one']).toEqual({ version: '1' });
  });

  test('names no registry', () => {
    const packages = trimmed({ name: 'part' }, { 'parts/one': one });
    expect(packages['node_modules/a']).not.toHaveProperty('resolved');
    expect(packages['node_modules/one']).toEqual({ resolved: 'parts/one', link: true });
  });
});
