import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { minorsOf } from './versions.js';

describe('The minors of a major', () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'versions-'))));
  afterEach(() => rmSync(root, { recursive: true }));

  const minorsAfter = (...files: string[]) => {
    for (const file of files.map((each) => join(root, 'src/interface/v1', each))) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, '');
    }
    return minorsOf(root, 1);
  };

  it('are in the order of their numbers, whichever feature has changed first', () => {
    const all = minorsAfter(
      'a/changes/1.2-a.ts',
      'b/changes/1.1-b.ts',
      'b/changes/1.10-c.ts',
      'c/changes/1.3-d.ts',
    );
    expect(all).to.deep.equal(['1.0', '1.1', '1.2', '1.3', '1.10']);
  });

  it('are the first one alone without any change', () => {
    expect(minorsAfter('catalogue/index.ts')).to.deep.equal(['1.0']);
  });
});
