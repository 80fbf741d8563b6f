import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { lockfileFaults, type Lockfile, type Manifest } from './lockfile.js';

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

describe('An external package', () => {
  const lockfile = read('package-lock.json') as Lockfile;
  const manifest = read('package.json') as Manifest;

  it('has a SHA-512, comes from one registry by https, and runs no script without a decision', () => {
    expect(lockfileFaults(lockfile, manifest)).to.deep.equal([]);
  });

  const good = { version: '1.0.0', integrity: `sha512-${'A'.repeat(86)}==` };
  const offenders: readonly [what: string, packages: Lockfile['packages'], sentence: string][] = [
    ['no checksum', { x: { version: '1.0.0' } }, 'x has no SHA-512.'],
    ['a weak checksum', { x: { ...good, integrity: 'sha1-abc=' } }, 'x has no SHA-512.'],
    ['plain http', { x: { ...good, resolved: 'http://a.example/x.tgz' } }, 'x is not fetched by https.'],
    ['git', { x: { ...good, resolved: 'git+ssh://git@a.example/x.git#1' } }, 'x is not fetched by https.'],
    ['a file', { x: { ...good, resolved: 'file:../x.tgz' } }, 'x is not fetched by https.'],
    [
      'a name of ours and no folder of ours',
      { 'node_modules/@shelflife/opds': { ...good, resolved: 'file:../opds' } },
      '@shelflife/opds is not fetched by https.',
    ],
    [
      'a name that is not ours and a folder of ours',
      {
        'node_modules/opds': { version: '1.0.0', resolved: 'file:packages/opds', integrity: good.integrity },
      },
      'opds is not fetched by https.',
    ],
    ['a folder', { x: { ...good, link: true } }, 'x is a folder, not a package of a registry.'],
    [
      'a script',
      { 'node_modules/x': { ...good, hasInstallScript: true } },
      'x has an install script that is neither allowed nor forbidden.',
    ],
    [
      'two hosts',
      { x: { ...good, resolved: 'https://a.example/x' }, y: { ...good, resolved: 'https://b.example/y' } },
      'Packages come from 2 hosts.',
    ],
  ];
  for (const [what, packages, sentence] of offenders) {
    it(`is reported with ${what}`, () => {
      const none = { dependencies: {}, devDependencies: {}, allowScripts: {} };
      expect(lockfileFaults({ lockfileVersion: 3, packages }, none)).to.deep.equal([sentence]);
    });
  }

  it('is reported with any of several requested versions', () => {
    const wanted = { dependencies: { x: '^1.0.0' }, devDependencies: { y: 'latest' }, allowScripts: {} };
    expect(lockfileFaults({ lockfileVersion: 3, packages: {} }, wanted)).to.have.length(2);
  });
});
