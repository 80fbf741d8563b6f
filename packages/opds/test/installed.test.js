import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';

const source = join(import.meta.dirname, '..');
const installed = join(source, '../../node_modules/@shelflife/opds');

describe('The installed copy of this package', () => {
  it('is what is here: after a change, run `rm -r node_modules/@shelflife`, then `npm install`', () => {
    const files = globSync('{package.json,index.d.ts,README.md,src/**/*.*}', { cwd: source });
    expect(globSync('{package.json,index.d.ts,README.md,src/**/*.*}', { cwd: installed })).to.have.members(
      files,
    );
    for (const file of files)
      expect(readFileSync(join(installed, file), 'utf8'), file).to.equal(
        readFileSync(join(source, file), 'utf8'),
      );
  });
});
