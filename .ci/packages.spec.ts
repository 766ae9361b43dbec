import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { lockProblems, sbomProblems } from './packages.mjs';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'));

const manifest = {
  dependencies: { alpha: '^1.0.0', '@beta/core': '^2.0.0' },
  allowScripts: { '@beta/core': true, gamma: false },
};
const lock = {
  packages: {
    '': { name: 'product' },
    'node_modules/alpha': { version: '1.0.3' },
    'node_modules/@beta/core': { version: '2.1.0', hasInstallScript: true },
    'node_modules/alpha/node_modules/gamma': { version: '3.0.0', hasInstallScript: true },
  },
};
const changed = (place: string, change: object) => ({
  packages: { ...lock.packages, [place]: { version: '1.0.0', ...change } },
});

describe('the locked packages', () => {
  it('have no install script that nobody decided on, and come from the public registry', () => {
    expect(lockProblems(read('package.json'), read('package-lock.json'))).toEqual([]);
  });

  it('may have install scripts that were decided on', () => {
    expect(lockProblems(manifest, lock)).toEqual([]);
  });

  it('may not have another one, however deep', () => {
    const place = 'node_modules/alpha/node_modules/@delta/late';
    expect(lockProblems(manifest, changed(place, { hasInstallScript: true }))).toEqual([
      expect.stringContaining('@delta/late has an install script'),
    ]);
    expect(lockProblems({ ...manifest, allowScripts: {} }, lock)).toHaveLength(2);
  });

  it('may not come from elsewhere', () => {
    const from = (resolved: string) =>
      lockProblems(manifest, changed('node_modules/e', { resolved }));
    expect(from('https://registry.npmjs.org/e/-/e-1.0.0.tgz')).toEqual([]);
    expect(from('https://registry.npmjs.org.example/e/-/e-1.0.0.tgz')).toHaveLength(1);
    expect(from('git+ssh://git@example.com/e.git')).toHaveLength(1);
  });

  it('are not decided on once they have no script any more', () => {
    const allowScripts = { ...manifest.allowScripts, alpha: true };
    expect(lockProblems({ ...manifest, allowScripts }, lock)).toEqual([
      expect.stringContaining('names alpha'),
    ]);
  });
});

describe('the bill of materials', () => {
  const components = [{ purl: 'pkg:npm/alpha@1.0.3' }, { purl: 'pkg:npm/%40beta/core@2.1.0' }];

  it('lists each dependency in the version that is locked', () => {
    expect(sbomProblems(manifest, lock, { bomFormat: 'CycloneDX', components })).toEqual([]);
  });

  it.each([
    ['empty', { bomFormat: 'CycloneDX', components: [] }, 2],
    ['nothing', {}, 3],
    [
      'of another version',
      { bomFormat: 'CycloneDX', components: [components[0], { purl: 'pkg:npm/@beta/core@2.0.0' }] },
      1,
    ],
  ])('is refused: %s', (_, sbom, problems) => {
    expect(sbomProblems(manifest, lock, sbom)).toHaveLength(problems);
  });
});
