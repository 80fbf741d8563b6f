import { expect } from 'chai';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { allDocuments, type Document } from '../support/documents.js';
import { formerWordsIn, literalUses } from './former-words.js';
import { filesOf, projectRoot } from './project.js';

async function readSources(): Promise<Document[]> {
  const paths = (await filesOf(projectRoot, ['src'])).filter((path) => path.endsWith('.ts'));
  return Promise.all(
    paths.map(async (path) => ({ path, text: await readFile(join(projectRoot, path), 'utf8') })),
  );
}

describe('The words door, room and house', () => {
  it('are not used in the documents for an entry point, a module or the source tree', () => {
    expect(allDocuments().flatMap(({ path, text }) => formerWordsIn(path, text))).to.deep.equal([]);
  });

  it('are not used in src either', async () => {
    expect((await readSources()).flatMap(({ path, text }) => formerWordsIn(path, text))).to.deep.equal([]);
  });

  it('have few literal uses', () => {
    expect(literalUses.length).to.be.at.most(5);
  });

  const caught: readonly (readonly [string, readonly string[]])[] = [
    ['// Each door has its own shape.', ['a.md:1: door']],
    ['One\n\n| Doors | a room |', ['a.md:3: Doors', 'a.md:3: room']],
    ['/** See `doors.ts`. */', ['a.md:1: doors']],
    ['the House', ['a.md:1: House']],
  ];
  for (const [text, found] of caught) {
    it(`are found in ${JSON.stringify(text)}`, () => {
      expect(formerWordsIn('a.md', text)).to.deep.equal(found);
    });
  }

  it('are not found in longer words', () => {
    expect(formerWordsIn('a.md', 'A household, indoors, with a roommate in a lighthouse.')).to.deep.equal([]);
  });

  it('are allowed in the listed part of a line and the listed file only', () => {
    const allowed = [{ path: 'a.md', text: 'room for' }];
    expect(formerWordsIn('a.md', 'There is room for a room.', allowed)).to.deep.equal(['a.md:1: room']);
    expect(formerWordsIn('b.md', 'There is room for it.', allowed)).to.deep.equal(['b.md:1: room']);
  });
});
