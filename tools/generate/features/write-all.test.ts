import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { writeAll } from './write-all.js';

describe('Files that are written together', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'write-all-'));
    mkdirSync(join(root, 'a'));
    writeFileSync(join(root, 'a/kept.ts'), 'before');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const tree = () => readdirSync(root, { recursive: true }).map(String).toSorted();
  const textOf = (path: string) => readFileSync(join(root, path), 'utf8');

  it('are all there afterwards, and those without a text are gone, with folders that are empty then', () => {
    writeAll(
      root,
      new Map([
        ['b/c/new.ts', 'new'],
        ['a/kept.ts', undefined],
      ]),
    );
    expect(tree()).to.deep.equal(['b', 'b/c', 'b/c/new.ts']);
    expect(textOf('b/c/new.ts')).to.equal('new');
  });

  it('are all as before when one of them cannot be written', () => {
    const before = tree();
    // A file cannot be where a folder is.
    const texts = new Map([
      ['b/c/new.ts', 'new'],
      ['a/kept.ts', 'after'],
      ['a', 'no file'],
    ]);
    expect(() => writeAll(root, texts)).to.throw();
    expect(tree()).to.deep.equal(before);
    expect(textOf('a/kept.ts')).to.equal('before');
  });

  it('are all as before when one of them cannot be removed', () => {
    const before = tree();
    expect(() =>
      writeAll(
        root,
        new Map([
          ['a/kept.ts', undefined],
          ['a', undefined],
        ]),
      ),
    ).to.not.throw();
    writeFileSync(join(root, 'file'), '');
    expect(() =>
      writeAll(
        root,
        new Map([
          ['x/new.ts', 'new'],
          ['file/below', 'text'],
        ]),
      ),
    ).to.throw();
    expect(tree()).to.deep.equal(['file']);
    expect(before).to.include('a');
  });
});
