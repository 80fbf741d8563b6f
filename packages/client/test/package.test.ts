import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { minor as minorOfV1 } from '../src/schema-v1.js';
import { minor as minorOfV2 } from '../src/schema-v2.js';
import { bundleClient } from './bundle.js';
import { root } from './package.js';

const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

interface Manifest {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

describe('The package of the client', function () {
  this.timeout(60_000);

  it('has the version and the licence of the library', () => {
    const manifest = JSON.parse(read('packages/client/package.json')) as Manifest;
    const library = JSON.parse(read('package.json')) as Manifest;
    expect(manifest.version).to.equal(library.version);
    expect(read('packages/client/LICENSE')).to.equal(read('LICENSE'));
    // Tests use what users install.
    expect(library.devDependencies).to.include(manifest.dependencies);
  });

  it('asks for released minors, because production serves no draft', () => {
    const released = read('contracts/RELEASED')
      .split('\n')
      .map((line) => line.split(' ')[0]);
    expect(released).to.include.members([minorOfV1, minorOfV2]);
  });

  it('is at most 6 kB, minified and compressed, with all that it needs', async () => {
    expect(gzipSync(await bundleClient(), { level: 9 }).length).to.be.within(1_000, 6_000);
  });
});
