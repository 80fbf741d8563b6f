import { expect } from 'chai';
import { packageName, topOf, type CpuProfile } from './top.js';

const frame = (functionName: string, url: string) => ({ functionName, url, lineNumber: 6 });

describe('The top list of a profile', () => {
  const profile: CpuProfile = {
    nodes: [
      { id: 1, callFrame: frame('(idle)', '') },
      { id: 2, callFrame: frame('lend', 'file:///project/dist/src/desk.js') },
      { id: 3, callFrame: frame('parse', 'file:///project/node_modules/@x/y/lib/z.js') },
      { id: 4, callFrame: frame('lend', 'file:///project/dist/src/desk.js') },
      { id: 5, callFrame: frame('(garbage collector)', '') },
    ],
    samples: [1, 2, 3, 4, 5],
    timeDeltas: [900, 20, 30, 40, 10],
  };

  it('adds up the time of each function and package, without idle time, the most first', () => {
    expect(topOf(profile, '/project')).to.deep.equal({
      functions: [
        { name: 'lend  dist/src/desk.js:7', share: 0.6 },
        { name: 'parse  node_modules/@x/y/lib/z.js:7', share: 0.3 },
        { name: '(garbage collector)', share: 0.1 },
      ],
      packages: [
        { name: 'shelflife', share: 0.6 },
        { name: '@x/y', share: 0.3 },
        { name: 'native', share: 0.1 },
      ],
    });
    expect(topOf(profile, '/project', 1).packages).to.have.lengthOf(1);
  });

  it('distinguishes the innermost package, and Node', () => {
    expect(packageName('file:///project/node_modules/a/node_modules/b/index.js')).to.equal('b');
    expect(packageName('node:internal/streams')).to.equal('node');
  });
});
